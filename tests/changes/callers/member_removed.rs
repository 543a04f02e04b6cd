use zoo::types::MemberRemoved;

pub fn caller() -> MemberRemoved {
    MemberRemoved::Integer(7) //~ E0599
}
