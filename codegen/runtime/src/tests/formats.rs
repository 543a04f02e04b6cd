//! Strings with a format.

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{becomes, fails, same};
use crate::runtime::json::{self, Base64};

#[test]
fn identifiers() {
    same::<Uuid>(r#""992fae2a-2a17-4b7a-8d9e-e287cf90131b""#);
    becomes::<Uuid>(
        r#""992FAE2A2A174B7A8D9EE287CF90131B""#,
        r#""992fae2a-2a17-4b7a-8d9e-e287cf90131b""#,
    );
    fails::<Uuid>(r#""usr_1""#, "at the top level: expected a UUID, found a string that is none");
    assert!(json::from_str::<Uuid>(r#""{992fae2a-2a17-4b7a-8d9e-e287cf90131b}""#).is_err());
}

#[test]
fn instants() {
    same::<Timestamp>(r#""2024-02-29T12:00:00Z""#);
    same::<Timestamp>(r#""2024-02-29T12:00:00.123456789Z""#);
    becomes::<Timestamp>(r#""2024-02-29T12:00:00.5+02:00""#, r#""2024-02-29T10:00:00.5Z""#);
    fails::<Timestamp>(
        r#""2024-02-29T12:00:00""#,
        "at the top level: expected a date-time, found a string that is none",
    );
    // Other spellings of an instant (RFC 3339, section 5.6, notes).
    for text in ["2024-02-29 12:00:00+00:00", "2024-02-29t12:00:00z"] {
        becomes::<Timestamp>(&format!("\"{text}\""), r#""2024-02-29T12:00:00Z""#);
    }
    becomes::<Timestamp>(
        r#""2024-02-29T14:00:00.1234567891234+02:00""#,
        r#""2024-02-29T12:00:00.123456789Z""#,
    );
    becomes::<Timestamp>(r#""2016-12-31T23:59:60Z""#, r#""2016-12-31T23:59:59Z""#);
    fails::<Vec<Timestamp>>("[1]", "at /0: expected a date-time, found an integer");
}

#[test]
fn dates() {
    same::<Date>(r#""2024-02-29""#);
    for text in ["2023-02-29", "20240229", "2024-02-29T00:00:00Z", "2024-W09-4"] {
        assert!(json::from_str::<Date>(&format!("\"{text}\"")).is_err(), "{text}");
    }
}

#[test]
fn bytes() {
    let bytes = same::<Base64>(r#""+/9hYg==""#);
    assert_eq!(bytes.as_ref(), b"\xfb\xffab");
    assert_eq!(format!("{bytes:?}"), "Base64(4 bytes)");
    becomes::<Base64>(r#""YQ""#, r#""YQ==""#);
    fails::<Base64>(r#""-_8""#, "at the top level: expected base64, found a string that is none");
    same::<Bytes>(r#""text""#);
    assert_eq!(json::to_string(&Bytes::from_static(b"\xff")), r#""/w==""#);
}
