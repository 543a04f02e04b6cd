use zoo::types::MemberType;

pub fn caller() -> MemberType {
    MemberType::Marks(vec![7]) //~ E0308
}
