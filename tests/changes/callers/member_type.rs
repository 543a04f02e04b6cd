use zoo::types::MemberType;

pub fn caller() -> MemberType {
    MemberType::Array(vec![7]) //~ E0308
}
