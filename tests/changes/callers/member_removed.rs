use zoo::types::MemberRemoved;

pub fn caller(value: i64) -> MemberRemoved {
    WITNESS //~ E0599
}
