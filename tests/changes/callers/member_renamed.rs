use zoo::types::MemberRenamed;

pub fn caller(value: String) -> MemberRenamed {
    WITNESS //~ E0599
}
