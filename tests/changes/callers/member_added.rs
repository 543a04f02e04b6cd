use zoo::types::MemberAdded;

pub fn caller(it: &MemberAdded) -> Option<&str> {
    match it {
        MemberAdded::String(text) => Some(text),
        MemberAdded::Boolean(true) => Some("yes"),
        _ => None,
    }
}
