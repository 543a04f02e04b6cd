//! What operations put into their requests.

use bytes::Bytes;
use http::Method;
use serde_json::json;

use crate::runtime::request::RelativeRequest;
use crate::runtime::{RequestBuilder, Style};

fn target(template: &str, fill: impl FnOnce(&mut RequestBuilder)) -> Result<String, String> {
    request(template, fill).map(|request| request.target).map_err(|error| error.to_string())
}

fn request(
    template: &str,
    fill: impl FnOnce(&mut RequestBuilder),
) -> Result<RelativeRequest, crate::runtime::InvalidRequest> {
    let mut builder = RequestBuilder::new(Method::GET, template);
    fill(&mut builder);
    builder.finish()
}

#[test]
fn path_parameters_stay_in_their_segment() {
    let filled =
        |value: &str| target("/a/{id}/b", |request| request.path("id", value, Style::Simple));
    assert_eq!(filled("x").unwrap(), "/a/x/b");
    assert_eq!(filled("x/../y?z#{id}").unwrap(), "/a/x%2F..%2Fy%3Fz%23%7Bid%7D/b");
    for value in ["", ".", ".."] {
        assert!(filled(value).unwrap_err().contains("the path parameter `id` must not be"));
    }
    for value in [json!(null), json!([]), json!({})] {
        assert!(target("/{id}", |request| request.path("id", &value, Style::Label)).is_err());
    }
    let dots = target("/{a}{b}", |request| {
        request.path("a", "x", Style::Simple);
        request.path("b", ".", Style::Simple);
    });
    assert!(dots.is_err());
    assert!(target("/{a}", |_| {}).unwrap_err().contains("is not set"));
}

#[test]
fn queries() {
    let query = target("/a?fixed=1", |request| {
        request.query("limit", &Some(10), Style::Form);
        request.query("none", &None::<i64>, Style::Form);
        request.query("id", &vec!["a".to_owned(), "b".to_owned()], Style::FormExplode);
    });
    assert_eq!(query.unwrap(), "/a?fixed=1&limit=10&id=a&id=b");
}

#[test]
fn headers_and_cookies() {
    let sent = request("/", |request| {
        request.header("X-List", &vec![1, 2]);
        request.header("X-None", &None::<i64>);
        request.header_styled("X-Object", &json!({"a": 1}), Style::SimpleExplode);
        request.cookie("a", "b c");
        request.cookie("d", &1);
        request.accept("text/csv");
    })
    .unwrap();
    assert_eq!(sent.headers["x-list"], "1,2");
    assert_eq!(sent.headers["x-object"], "a=1");
    assert_eq!(sent.headers["cookie"], "a=b%20c; d=1");
    assert_eq!(sent.headers["accept"], "text/csv");
    assert_eq!(sent.headers.len(), 4);
    let broken = target("/", |request| request.header("X-Line", "a\r\nb: c"));
    assert!(broken.unwrap_err().contains("the header `X-Line`"));
}

#[test]
fn bodies() {
    let body = |fill: fn(&mut RequestBuilder)| {
        let sent = request("/", fill).unwrap();
        let content_type = sent.headers["content-type"].to_str().unwrap().to_owned();
        (content_type, String::from_utf8(sent.body.as_bytes().to_vec()).unwrap())
    };
    let expect = |content_type: &str, text: &str| (content_type.to_owned(), text.to_owned());
    assert_eq!(body(|it| it.json(&json!({"a": 1}))), expect("application/json", r#"{"a":1}"#));
    assert_eq!(
        body(|it| it.json_as("application/merge-patch+json", &1)),
        expect("application/merge-patch+json", "1")
    );
    assert_eq!(body(|it| it.text("é")), expect("text/plain; charset=utf-8", "é"));
    assert_eq!(body(|it| it.bytes("a/b", Bytes::from_static(b"x"))), expect("a/b", "x"));
    assert_eq!(
        body(|it| it.form(&json!({"a": "x y", "b": [1, 2], "c": {"d": 1}, "e": null}))),
        expect("application/x-www-form-urlencoded", "a=x%20y&b=1&b=2&c=%7B%22d%22%3A1%7D"),
    );
    assert!(request("/", |_| {}).unwrap().body.as_bytes().is_empty());
}
