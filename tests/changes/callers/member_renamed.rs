use zoo::types::MemberRenamed;

pub fn caller() -> MemberRenamed {
    MemberRenamed::Label(String::new()) //~ E0599
}
