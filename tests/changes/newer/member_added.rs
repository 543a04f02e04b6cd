use zoo::types::MemberAdded;

pub fn caller() -> MemberAdded {
    MemberAdded::Integer(7) //~ E0599
}
