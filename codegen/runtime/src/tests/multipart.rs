//! Multipart bodies, part by part.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::json;

use super::same;
use crate::runtime::json::{Encode, Writer, to_string};
use crate::runtime::multipart::{Multipart, form_data, mixed};
use crate::runtime::{FieldEncoding, File, Style};

/// An object with these properties.
#[derive(Debug)]
struct Properties<'a>(&'a [(&'static str, &'a dyn Encode)]);

impl Encode for Properties<'_> {
    fn encode(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self.0 {
            writer.name(name);
            value.encode(writer);
        }
        writer.end_object();
    }
}

/// The headers and the content of each part.
fn sent(value: &impl Encode, encodings: &[(&str, FieldEncoding)]) -> Vec<String> {
    let form = form_data(value, encodings);
    split(&form.boundary, body_text(&form))
}

/// The body, which is in memory.
fn body_text(form: &Multipart) -> &[u8] {
    form.body.as_bytes().unwrap()
}

fn split(boundary: &str, body: &[u8]) -> Vec<String> {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let text = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let delimiter = format!("--{boundary}\r\n");
    let parts = text.split(&delimiter).skip(1);
    parts.map(|part| part.strip_suffix("\r\n").unwrap().replace("\r\n", "\n")).collect()
}

#[test]
fn each_property_is_a_part() {
    let nothing = None::<i64>;
    let body = Properties(&[
        ("text", &"a b"),
        ("number", &1.5),
        ("none", &nothing),
        ("list", &vec![1_i64, 2]),
        ("object", &json!({"a": [1]})),
        ("objects", &json!([{"a": 1}, {"a": 2}])),
    ]);
    assert_eq!(
        sent(&body, &[]),
        [
            "Content-Disposition: form-data; name=\"text\"\n\na b",
            "Content-Disposition: form-data; name=\"number\"\n\n1.5",
            "Content-Disposition: form-data; name=\"list\"\n\n1",
            "Content-Disposition: form-data; name=\"list\"\n\n2",
            "Content-Disposition: form-data; name=\"object\"\nContent-Type: application/json\n\n{\"a\":[1]}",
            "Content-Disposition: form-data; name=\"objects\"\nContent-Type: application/json\n\n{\"a\":1}",
            "Content-Disposition: form-data; name=\"objects\"\nContent-Type: application/json\n\n{\"a\":2}",
        ]
    );
}

#[test]
fn text_that_looks_like_an_object_is_text() {
    let body = Properties(&[("v", &json!([{"a": 1}, "{x", [2]]))]);
    assert_eq!(
        sent(&body, &[]),
        [
            "Content-Disposition: form-data; name=\"v\"\nContent-Type: application/json\n\n{\"a\":1}",
            "Content-Disposition: form-data; name=\"v\"\n\n{x",
            "Content-Disposition: form-data; name=\"v\"\n\n[2]",
        ]
    );
}

#[test]
fn files_have_a_name_and_a_type() {
    let given = File::new("x").named("a \"b\".png").with_content_type("image/png");
    let several = vec![File::from("1"), File::text("2"), File::new("").named("3")];
    let body = Properties(&[("own", &given), ("file", &several), ("bare", &File::new("y"))]);
    let encodings = [("bare", FieldEncoding::ContentType("image/gif"))];
    assert_eq!(
        sent(&body, &encodings),
        [
            "Content-Disposition: form-data; name=\"own\"; filename=\"a %22b%22.png\"\nContent-Type: image/png\n\nx",
            "Content-Disposition: form-data; name=\"file\"; filename=\"file\"\nContent-Type: application/octet-stream\n\n1",
            "Content-Disposition: form-data; name=\"file\"\n\n2",
            "Content-Disposition: form-data; name=\"file\"; filename=\"3\"\nContent-Type: application/octet-stream\n\n",
            "Content-Disposition: form-data; name=\"bare\"; filename=\"bare\"\nContent-Type: image/gif\n\ny",
        ]
    );
}

#[test]
fn encodings_of_parts() {
    let body = Properties(&[
        ("csv", &vec![1_i64, 2]),
        ("deep", &json!({"a": {"b": "c d"}})),
        ("json", &json!([1, "2"])),
        ("html", &"<p>"),
    ]);
    let encodings = [
        ("csv", FieldEncoding::Style(Style::PipeDelimited)),
        ("deep", FieldEncoding::Style(Style::DeepObject)),
        ("json", FieldEncoding::ContentType("application/json")),
        ("html", FieldEncoding::ContentType("text/html")),
    ];
    assert_eq!(
        sent(&body, &encodings),
        [
            "Content-Disposition: form-data; name=\"csv\"\n\n1|2",
            "Content-Disposition: form-data; name=\"deep[a][b]\"\n\nc d",
            "Content-Disposition: form-data; name=\"json\"\nContent-Type: application/json\n\n1",
            "Content-Disposition: form-data; name=\"json\"\nContent-Type: application/json\n\n\"2\"",
            "Content-Disposition: form-data; name=\"html\"\nContent-Type: text/html\n\n<p>",
        ]
    );
}

#[test]
fn content_is_not_mistaken_for_a_boundary() {
    let empty = form_data(&Properties(&[]), &[]);
    assert_eq!(body_text(&empty), format!("--{}--\r\n", empty.boundary).as_bytes());
    let bytes = File::new(vec![0, 255, b'\r', b'\n']);
    let form = form_data(&Properties(&[("a", &bytes)]), &[]);
    let end = format!("\r\n--{}--\r\n", form.boundary);
    assert!(body_text(&form).ends_with(&[b"\0\xFF\r\n", end.as_bytes()].concat()));
}

#[test]
fn a_boundary_is_unpredictable() {
    let boundaries: BTreeSet<String> =
        (0..100).map(|_| form_data(&Properties(&[("a", &"b")]), &[]).boundary).collect();
    assert_eq!(boundaries.len(), 100);
    // 16 random bytes, and at most as long as a boundary may be (RFC 2046, 5.1.1).
    assert!(boundaries.iter().all(|it| (32..=70).contains(&it.len())), "{boundaries:?}");
}

#[test]
fn content_with_many_boundaries_is_encoded_fast() {
    let content: String = (0..25_000).map(|number| format!("part-boundary-{number}\n")).collect();
    assert!(content.len() > 450_000);
    let start = Instant::now();
    let form = form_data(&Properties(&[("a", &File::new(content.clone()))]), &[]);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(!content.contains(&form.boundary));
}

#[test]
fn a_name_can_not_inject_a_header() {
    let file = File::new("").named("a\r\nX: y").with_content_type("a/b\r\nX: y");
    let headers = &sent(&Properties(&[("n\"\r\n", &file)]), &[])[0];
    assert!(headers.starts_with("Content-Disposition: form-data; name=\"n%22%0D%0A\"; filename=\"a%0D%0AX: y\"\nContent-Type: a/b  X: y\n\n"));
}

#[test]
fn a_nested_file_is_a_string_of_the_json() {
    let inner = BTreeMap::from([("f".to_owned(), File::new("é"))]);
    let parts = sent(&Properties(&[("a", &inner), ("b", &File::text("x"))]), &[]);
    assert!(parts[0].ends_with("\n\n{\"f\":\"é\"}") && parts[1].ends_with("\n\nx"), "{parts:?}");
}

#[test]
fn parts_without_names() {
    let files = [File::new("1").with_content_type("text/plain"), File::new("2").named("b")];
    let body = mixed(&files);
    assert_eq!(
        split(&body.boundary, body_text(&body)),
        [
            "Content-Type: text/plain\n\n1",
            "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"b\"\n\n2",
        ]
    );
}

#[test]
fn a_file_in_json_is_text_or_base64() {
    assert_eq!(same::<File>("\"a\\\"é\"").as_bytes().unwrap(), "a\"é");
    assert_eq!(to_string(&File::new(vec![0xFF])), "\"/w==\"");
    let debug = format!("{:?}", File::new("secret").named("n"));
    assert_eq!(debug, "File { length: 6, name: Some(\"n\"), content_type: None }");
}

#[test]
fn a_part_has_the_header_fields_of_its_file() {
    let file = File::text("a").with_header("X-Language", "en\r\nx: y").with_header("no name", "b");
    assert_eq!(
        sent(&Properties(&[("f", &file)]), &[]),
        ["Content-Disposition: form-data; name=\"f\"\nX-Language: en  x: y\n\na"]
    );
    let mixed = mixed(&[File::new("a").with_header("Content-ID", "<1>")]);
    assert_eq!(
        split(&mixed.boundary, body_text(&mixed)),
        ["Content-Type: application/octet-stream\nContent-ID: <1>\n\na"]
    );
}
