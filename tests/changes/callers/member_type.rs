use zoo::types::MemberType;

pub fn caller(it: MemberType) {
    WITNESS //~ E0308
}
