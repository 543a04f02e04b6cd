//! Strings with a `format`.

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{assert_reencoded_as, fails, same};
use crate::runtime::json::{self, Base64, Base64Url, UnixTime};

#[test]
fn identifiers() {
    same::<Uuid>(r#""992fae2a-2a17-4b7a-8d9e-e287cf90131b""#);
    assert_reencoded_as::<Uuid>(
        r#""992FAE2A2A174B7A8D9EE287CF90131B""#,
        r#""992fae2a-2a17-4b7a-8d9e-e287cf90131b""#,
    );
    fails::<Uuid>(
        r#""usr_1""#,
        "at the top level: expected a UUID, found a string that is not a UUID",
    );
    assert!(json::from_str::<Uuid>(r#""{992fae2a-2a17-4b7a-8d9e-e287cf90131b}""#).is_err());
}

#[test]
fn instants() {
    same::<Timestamp>(r#""2024-02-29T12:00:00Z""#);
    same::<Timestamp>(r#""2024-02-29T12:00:00.123456789Z""#);
    assert_reencoded_as::<Timestamp>(
        r#""2024-02-29T12:00:00.5+02:00""#,
        r#""2024-02-29T10:00:00.5Z""#,
    );
    fails::<Timestamp>(
        r#""2024-02-29T12:00:00""#,
        "at the top level: expected a date-time, found a string that is not a date-time",
    );
    // Other spellings of an instant (RFC 3339, 5.6).
    for text in ["2024-02-29 12:00:00+00:00", "2024-02-29t12:00:00z"] {
        assert_reencoded_as::<Timestamp>(&format!("\"{text}\""), r#""2024-02-29T12:00:00Z""#);
    }
    assert_reencoded_as::<Timestamp>(
        r#""2024-02-29T14:00:00.1234567891234+02:00""#,
        r#""2024-02-29T12:00:00.123456789Z""#,
    );
    assert_reencoded_as::<Timestamp>(r#""2016-12-31T23:59:60Z""#, r#""2016-12-31T23:59:59Z""#);
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
    assert_eq!(bytes.bytes().as_deref(), Some(&b"\xfb\xffab"[..]));
    assert_eq!(format!("{bytes:?}"), "Base64(4 bytes)");
    assert_eq!(json::to_string(&Base64Url::from(b"\xfb\xffab".to_vec())), r#""-_9hYg==""#);
    let bytes = same::<Base64Url>(r#""-_9hYg==""#);
    assert_eq!(bytes.bytes().as_deref(), Some(&b"\xfb\xffab"[..]));
    same::<Bytes>(r#""text""#);
    assert_eq!(json::to_string(&Bytes::from_static(b"\xff")), r#""/w==""#);
}

#[test]
fn text_that_does_not_decode_is_kept() {
    let unpadded = same::<Base64>(r#""YQ""#);
    assert_eq!(unpadded.bytes().as_deref(), Some(&b"a"[..]));
    for text in ["-_8", "data:image/png;base64,aGk=", "YR==", "a\u{301}"] {
        let kept = same::<Base64>(&format!("\"{text}\""));
        assert_eq!((kept.bytes(), &*kept.text()), (None, text));
        assert_eq!(kept, Base64::from_text(text));
    }
    let kept = same::<Base64Url>(r#""+/8=""#);
    assert_eq!(format!("{kept:?}"), "Base64Url(4 bytes of text)");
    assert_eq!(Base64::from_text("aGk="), Base64::from(b"hi".to_vec()));
    fails::<Base64>("1", "at the top level: expected a string, found an integer");
}

#[test]
fn instants_as_numbers() {
    for text in ["0", "1700000000", "-1", "1700000000.5", "-0.25", "1700000000.123456789"] {
        same::<UnixTime>(text);
    }
    assert_reencoded_as::<UnixTime>("1.7e9", "1700000000");
    assert_reencoded_as::<UnixTime>("1.0000000001", "1");
    let instant: Timestamp = json::from_str::<UnixTime>("1700000000").expect("an instant").into();
    assert_eq!(instant.to_string(), "2023-11-14T22:13:20Z");
    let beyond = "at the top level: expected a number of seconds, found a number that is not a number of seconds";
    fails::<UnixTime>("1e12", beyond);
    fails::<UnixTime>("1e400", beyond);
}
