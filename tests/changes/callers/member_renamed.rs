use zoo::types::MemberRenamed;

pub fn caller() -> MemberRenamed {
    MemberRenamed::Array(Vec::new()) //~ E0599
}
