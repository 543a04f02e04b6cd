//! The requests that operations build.

use serde_json::json;

use crate::runtime::request::RelativeRequest;
use crate::runtime::{FieldEncoding, File, RequestBuilder, Style};

fn target(template: &str, fill: impl FnOnce(&mut RequestBuilder)) -> Result<String, String> {
    request(template, fill).map(|request| request.target).map_err(|error| error.to_string())
}

pub(super) fn request(
    template: &str,
    fill: impl FnOnce(&mut RequestBuilder),
) -> Result<RelativeRequest, crate::runtime::InvalidRequest> {
    let mut builder = RequestBuilder::new("GET", template);
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
    let climbing = |request: &mut RequestBuilder| {
        request.path_reserved("a", "secret/../x", Style::Simple);
    };
    let error = target("/{a}", climbing).unwrap_err();
    assert!(error.ends_with("a parameter makes the path resolve to another path"), "{error}");
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
        request.cookie("a", "b c", Style::FormExplode);
        request.cookie("d", &1, Style::FormExplode);
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
        (content_type, String::from_utf8(sent.body.as_bytes().unwrap().to_vec()).unwrap())
    };
    let expect = |content_type: &str, text: &str| (content_type.to_owned(), text.to_owned());
    assert_eq!(body(|it| it.json(&json!({"a": 1}))), expect("application/json", r#"{"a":1}"#));
    assert_eq!(
        body(|it| it.json_as("application/merge-patch+json", &1)),
        expect("application/merge-patch+json", "1")
    );
    assert_eq!(body(|it| it.text("é")), expect("text/plain; charset=utf-8", "é"));
    assert_eq!(body(|it| it.file("a/b", &File::new("x"))), expect("a/b", "x"));
    assert_eq!(
        body(|it| it.form(&json!({"a": "x y", "b": [1, 2], "c": {"d": 1}, "e": null}))),
        expect("application/x-www-form-urlencoded", "a=x%20y&b=1&b=2&c=%7B%22d%22%3A1%7D"),
    );
    assert!(request("/", |_| {}).unwrap().body.as_bytes().unwrap().is_empty());
}

#[test]
fn cookies_in_both_styles() {
    let cookies = |fill: fn(&mut RequestBuilder)| {
        let sent = request("/", fill).map_err(|error| error.to_string())?;
        Ok::<_, String>(sent.headers["cookie"].to_str().unwrap().to_owned())
    };
    let colors = json!(["blue", "a b"]);
    let plain = colors.clone();
    let form = request("/", |it| it.cookie("color", &colors, Style::FormExplode)).unwrap();
    assert_eq!(form.headers["cookie"], "color=blue&color=a%20b");
    let cookie = request("/", |it| it.cookie_plain("color", &plain, Style::FormExplode)).unwrap();
    assert_eq!(cookie.headers["cookie"], "color=blue; color=a b");
    let flat = cookies(|it| it.cookie("color", &json!({"G": 2, "R": 1}), Style::Form));
    assert_eq!(flat.unwrap(), "color=G,2,R,1");
    let broken = cookies(|it| it.cookie_plain("a", "b; c=d", Style::Form));
    assert!(broken.unwrap_err().contains("the cookie `a`"));
}

#[test]
fn whole_queries() {
    let value = json!({"a": "x y", "b": [1, 2]});
    assert_eq!(target("/", |it| it.query_form(&value)).unwrap(), "/?a=x%20y&b=1&b=2");
    assert_eq!(target("/", |it| it.query_form(&json!({}))).unwrap(), "/");
    assert_eq!(target("/", |it| it.query_json(&json!({"a": 1}))).unwrap(), "/?%7B%22a%22%3A1%7D");
}

#[test]
fn a_reserved_path_parameter_can_not_have_dot_segments() {
    let filled =
        |value: &str| target("/files/{path}", |it| it.path_reserved("path", value, Style::Simple));
    assert_eq!(filled("a/b c.txt").unwrap(), "/files/a/b%20c.txt");
    assert_eq!(filled("a?b#c").unwrap(), "/files/a%3Fb%23c");
    for value in [
        "a/../../b",
        "..",
        ".",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%2e",
        "%2e%2e/%2e%2e/admin",
        "a/%2e%2E/b",
        "a/%2e",
        "./a",
        "a/..",
        "a/..;x=y/b",
        "%2e%2e;/b",
        "a/.;",
    ] {
        let error = filled(value).unwrap_err();
        assert!(error.contains("the path"), "{value}: {error}");
    }
    for value in ["...", "%2e%2e%2e", "a..", "%252e%252e", "..a/b", "a;..", "%2e%2ea"] {
        assert_eq!(filled(value).unwrap(), format!("/files/{value}"));
    }
    assert_eq!(filled("..\\..\\b\t\n").unwrap(), "/files/..%5C..%5Cb%09%0A");
}

#[test]
fn adjacent_parameters_can_not_form_a_dot_segment() {
    let filled = |template: &str, a: &str, b: &str| {
        target(template, |request| {
            request.path_reserved("a", a, Style::Simple);
            request.path("b", b, Style::Simple);
        })
    };
    for (template, a, b) in [
        ("/x/{a}{b}/y", "%2e", "."),
        ("/x/.{a}/{b}", "%2e", "c"),
        ("/x/%2e{a}/{b}", ".", "c"),
        ("/x/{a}/{b}/%2E%2e/c", "a", "b"),
        ("/x/{a};{b}", "..", "c"),
    ] {
        assert!(filled(template, a, b).is_err(), "{template} with {a} and {b}");
    }
    assert_eq!(filled("/x/{a}{b}", ".a", ".b").unwrap(), "/x/.a.b");
}

#[test]
fn literals_of_a_template_are_escaped() {
    assert_eq!(target("/a\\b", |_| {}).unwrap(), "/a%5Cb");
    let fragment = target("/a#upload", |request| request.query("b", &1, Style::Form));
    assert_eq!(fragment.unwrap(), "/a?b=1");
    let query = target("/a?b=/../c", |_| {});
    assert_eq!(query.unwrap(), "/a?b=/../c");
}

#[test]
fn bodies_of_many_media_types() {
    let body = |fill: fn(&mut RequestBuilder)| {
        let sent = request("/", fill).unwrap();
        let content_type = sent.headers["content-type"].to_str().unwrap().to_owned();
        (content_type, String::from_utf8(sent.body.as_bytes().unwrap().to_vec()).unwrap())
    };
    let expect = |content_type: &str, text: &str| (content_type.to_owned(), text.to_owned());
    assert_eq!(body(|it| it.text_as("text/csv", "a,b")), expect("text/csv", "a,b"));
    assert_eq!(
        body(|it| it.file("*/*", &File::new("x").with_content_type("a/b"))),
        expect("a/b", "x")
    );
    assert_eq!(body(|it| it.file("c/d", &File::new("x"))), expect("c/d", "x"));
    assert_eq!(body(|it| it.json_lines("a/b", &[1, 2])), expect("a/b", "1\n2\n"));
    assert_eq!(body(|it| it.json_sequence("a/b", &[1])), expect("a/b", "\x1e1\n"));
    let broken = target("/", |it| it.file("a\nb", &File::default()));
    assert!(broken.unwrap_err().contains("the media type"));
}

#[test]
fn form_fields_use_their_listed_encodings() {
    let fields = [
        ("b", FieldEncoding::Style(Style::Form)),
        ("c", FieldEncoding::Reserved(Style::Form)),
        ("d", FieldEncoding::ContentType("application/json")),
        ("e", FieldEncoding::Plain),
    ];
    let value = json!({
        "a": {"x": [{"y": 1}], "z": null}, "b": [1, 2], "c": "/?", "d": [1, "2"], "e": [3, 4],
        "f": [5, 6], "g": "&=",
    });
    let sent = request("/", |it| {
        it.form_encoded(&value, FieldEncoding::Style(Style::DeepObject), &fields);
    });
    let sent = sent.unwrap();
    let text = String::from_utf8(sent.body.as_bytes().unwrap().to_vec()).unwrap();
    let expected = [
        "a%5Bx%5D%5B0%5D%5By%5D=1",
        "b=1,2",
        "c=/?",
        "d=1",
        "d=%222%22",
        "e=3",
        "e=4",
        "f%5B0%5D=5",
        "f%5B1%5D=6",
        "g=%26%3D",
    ];
    assert_eq!(text.split('&').collect::<Vec<_>>(), expected);
}
