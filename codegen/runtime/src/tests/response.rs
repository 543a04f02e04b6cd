//! Complete responses: their media types, their charsets and their header fields.

use std::convert::Infallible;

use bytes::Bytes;

use crate::runtime::{Error, Header, RawResponse};

fn response(headers: &[(&str, &[u8])], body: &'static [u8]) -> RawResponse {
    let mut response = http::Response::builder();
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    RawResponse::new(response.body(Bytes::from_static(body)).unwrap())
}

#[test]
fn text_is_read_in_the_charset_of_the_server() {
    let text = |content_type: &str, body| {
        let response = response(&[("content-type", content_type.as_bytes())], body);
        response.text::<Infallible>().ok()
    };
    assert_eq!(text("text/plain", "é".as_bytes()).as_deref(), Some("é"));
    assert_eq!(text("text/plain; charset=\"ISO-8859-1\"", b"\xE9").as_deref(), Some("é"));
    assert_eq!(text("text/plain; a=b;Charset=latin1", b"\xE9").as_deref(), Some("é"));
    assert_eq!(text("text/plain", b"\xE9"), None);
    let error = response(&[], b"a\xE9").text::<Infallible>().unwrap_err();
    let Error::Decode(invalid) = error else { panic!("{error:?}") };
    assert_eq!(invalid.error().to_string(), "at the top level: the text is not UTF-8");
    assert_eq!(invalid.error().offset(), 1);
}

#[test]
fn a_media_type_is_compared_without_case_and_further_parameters() {
    let json = response(&[("content-type", b"Application/JSON; charset=utf-8")], b"");
    assert!(json.is("application/json") && json.is("application/*") && json.is("*/*"));
    assert!(!json.is("application/problem+json") && !json.is("image/*"));
    assert!(!response(&[], b"").is("*/*"));
}

#[test]
fn parameters_distinguish_media_types() {
    let third = response(&[("content-type", b"application/vnd.a+json;q=1; Version=3")], b"");
    assert!(third.is("application/vnd.a+json") && third.is("application/*; version=3"));
    assert!(third.is("Application/vnd.a+json; version=3") && third.is("*/*;version=\"3\""));
    assert!(!third.is("application/vnd.a+json; version=4"));
    assert!(!third.is("application/vnd.a+json; version=3; profile=x"));
    let quoted = br#"a/b; profile="x;\" version=4"; version=5"#;
    let quoted = response(&[("content-type", quoted)], b"");
    assert!(quoted.is("a/b; version=5") && !quoted.is("a/b; version=4"));
    assert!(quoted.is(r#"a/b; profile="x;\" version=4""#));
}

#[test]
fn headers_are_read_as_their_types() {
    let response = response(
        &[
            ("x-limit", b"60"),
            ("x-name", b"60"),
            ("x-flag", b"true"),
            ("x-tags", b"a, b"),
            ("x-tags", b"c"),
            ("x-counts", b"1,2"),
            ("x-json", br#"{"a":[1]}"#),
            ("x-bad", b"soon"),
        ],
        b"",
    );
    assert_eq!(response.header(Header::<i64>::json("X-Limit")).unwrap(), Some(60));
    assert_eq!(response.header(Header::<String>::text("x-name")).unwrap().unwrap(), "60");
    assert_eq!(response.header(Header::<bool>::json("x-flag")).unwrap(), Some(true));
    let tags = response.header(Header::<Vec<String>>::text_list("x-tags")).unwrap();
    assert_eq!(tags.unwrap(), ["a", "b", "c"]);
    let counts = response.header(Header::<Vec<i64>>::json_list("x-counts")).unwrap();
    assert_eq!(counts.unwrap(), [1, 2]);
    let json = response.header(Header::<serde_json::Value>::json("x-json")).unwrap();
    assert_eq!(json.unwrap()["a"][0], 1);
    assert_eq!(response.header(Header::<i64>::json("x-none")).unwrap(), None);
    assert!(response.header(Header::<i64>::json("x-bad")).is_err());
}

#[test]
fn json_is_recognized_by_any_of_its_media_types() {
    for label in [&b"text/plain; charset=utf-8"[..], b"text/html", b"application/octet-stream"] {
        let read = response(&[("content-type", label)], b"[1]").json::<Vec<i64>, Infallible>();
        assert_eq!(read.unwrap(), [1]);
    }
    assert_eq!(response(&[], b"[1]").json::<Vec<i64>, Infallible>().unwrap(), [1]);
    let page = response(&[("content-type", b"text/html")], b"<p>busy</p>");
    let error = page.json::<Vec<i64>, Infallible>().unwrap_err().to_string();
    let expected_message = "the API returned 200 OK, but its text/html body does not match the \
                            OpenAPI document: at the top level: ";
    assert_eq!(error, format!("{expected_message}invalid JSON: expected a value"));
}

#[test]
fn a_body_with_a_content_encoding_is_an_error() {
    type Read = fn(RawResponse) -> Option<Error<Infallible>>;
    let readers: [Read; 8] = [
        |it| it.json::<Vec<i64>, Infallible>().err(),
        |it| it.text::<Infallible>().err(),
        |it| it.bytes::<Infallible>().err(),
        |it| it.events::<i64, Infallible>().err(),
        |it| it.text_events::<Infallible>().err(),
        |it| it.lines::<i64, Infallible>().err(),
        |it| it.records::<i64, Infallible>().err(),
        |it| it.chunks::<Infallible>().err(),
    ];
    for (name, coding) in [
        ("content-encoding", &b"br"[..]),
        ("content-encoding", b"gzip, br"),
        ("content-encoding", b"identity, x-unknown"),
        ("content-encoding", b"\xFF"),
        ("transfer-encoding", b"gzip, chunked"),
    ] {
        for read in readers {
            let error = read(response(&[(name, coding)], b"[1]")).unwrap();
            let expected_message = "its content-encoding is not decoded by this client";
            assert!(error.to_string().contains(expected_message), "{error}");
            assert_eq!(error.response().unwrap().body().as_ref(), b"[1]");
        }
    }
    for (name, coding) in [
        ("content-encoding", &b"identity"[..]),
        ("content-encoding", b" Identity ,"),
        ("transfer-encoding", b"Chunked"),
    ] {
        let read = response(&[(name, coding)], b"[1]").json::<Vec<i64>, Infallible>();
        assert_eq!(read.unwrap(), [1]);
    }
    // Readers that don't need the body, and an empty body.
    let coded = |body| response(&[("content-encoding", b"br")], body);
    assert!(coded(b"x").empty::<Infallible>().is_ok());
    assert_eq!(coded(b"").text::<Infallible>().unwrap(), "");
}
