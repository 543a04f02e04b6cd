//! The effects of changes on callers that still compile: compares the old and the new crate. Each
//! rule whose reason goes beyond compilation has a function with its name.

fn main() {
    operation_moved();
    server_moved();
    constant_changed();
    unlisted_added();
    value_added();
    member_added();
}

/// Requests go to the new route.
fn operation_moved() {
    use {after::Operation as _, before::Operation as _};
    assert_eq!(before::operations::operations::Moved::PATH, "/operation/moved");
    assert_eq!(after::operations::operations::Moved::PATH, "/operation/moved/elsewhere");
}

/// Requests go to the new URL.
fn server_moved() {
    assert_eq!(before::Server::Moved.url(), "https://moved.example");
    assert_eq!(after::Server::Moved.url(), "https://elsewhere.example");
}

/// The new constant is written, and the old one is rejected.
fn constant_changed() {
    let old = before::types::ConstantChanged::new();
    let new = after::types::ConstantChanged::new();
    assert_eq!(before::json::to_string(&old), r#"{"version":1}"#);
    assert_eq!(after::json::to_string(&new), r#"{"version":2}"#);
    assert!(after::json::from_str::<after::types::ConstantChanged>(r#"{"version":1}"#).is_err());
}

/// The property was dropped before.
fn unlisted_added() {
    let text = r#"{"id":7,"other":8}"#;
    let old: before::types::UnlistedAdded = before::json::from_str(text).expect("an object");
    let new: after::types::UnlistedAdded = after::json::from_str(text).expect("an object");
    assert_eq!(before::json::to_string(&old), r#"{"id":7}"#);
    assert_eq!(after::json::to_string(&new), text);
}

/// The value was `Unknown` before.
fn value_added() {
    let old: before::types::ValueAdded = before::json::from_str(r#""black""#).expect("a value");
    let new: after::types::ValueAdded = after::json::from_str(r#""black""#).expect("a value");
    assert_eq!(old, before::types::ValueAdded::Unknown("black".to_owned()));
    assert_eq!(new, after::types::ValueAdded::Black);
}

/// The member was `Unknown` before.
fn member_added() {
    let old: before::types::MemberAdded = before::json::from_str("7").expect("a value");
    let new: after::types::MemberAdded = after::json::from_str("7").expect("a value");
    assert!(matches!(old, before::types::MemberAdded::Unknown(_)), "{old:?}");
    assert_eq!(new, after::types::MemberAdded::Integer(7));
}
