//! Any values as parameters in the path, the query and cookies: a WHATWG URL parser must return the
//! same values, path segments must stay segments, and no value may affect other parts of the URL.
//!
//! An input is a JSON object: `path` and `reserved` are each a style and a value, `cookie` and
//! `plain` a style, a name and a value, and `query` is an array of those.

use client_runtime::runtime::{RequestBuilder, Style};
use http::header::COOKIE;
use serde_json::{Value, json};
use url::Url;

use super::call::{self, Puts};
use super::lenient::{item, items, one_of, text};
use crate::seeds::Seeds;
use crate::target::Outcome;
use expected::Expected;

mod expected;

const PATH: [Style; 7] = [
    Style::Simple,
    Style::SimpleExplode,
    Style::Label,
    Style::LabelExplode,
    Style::Matrix,
    Style::MatrixExplode,
    Style::Json,
];
const QUERY: [Style; 6] = [
    Style::FormExplode,
    Style::Form,
    Style::SpaceDelimited,
    Style::PipeDelimited,
    Style::DeepObject,
    Style::Json,
];
const COOKIE_STYLES: [Style; 2] = [Style::FormExplode, Style::Form];

/// Builds requests with the parts of the input.
///
/// # Panics
/// If the URL or the cookies of a request differ from the input.
pub fn run(input: &[u8]) -> Outcome {
    let Ok(input) = serde_json::from_slice::<Value>(input) else { return Outcome::Rejected };
    if let Some(path) = input.get("path") {
        check_path(one_of(&PATH, item(path, 0)), item(path, 1));
    }
    if let Some(reserved) = input.get("reserved") {
        check_reserved(one_of(&PATH[..6], item(reserved, 0)), item(reserved, 1));
    }
    check_query(items(&input["query"]));
    if let Some(cookie) = input.get("cookie") {
        check_cookie(one_of(&COOKIE_STYLES, item(cookie, 0)), cookie);
    }
    if let Some(plain) = input.get("plain") {
        check_plain_cookie(one_of(&COOKIE_STYLES, item(plain, 0)), plain);
    }
    Outcome::Checked
}

/// A string, an array and an object in each style, and the words of the fixtures.
pub fn seeds(seeds: &Seeds) -> Vec<Vec<u8>> {
    let values = [json!("a b/é"), json!(["x,y", 1, null, {"k": [2]}]), json!({"R": 100, "": "."})];
    let mut inputs = Vec::new();
    for (index, value) in values.iter().cycle().take(QUERY.len() * values.len()).enumerate() {
        let style = index / values.len();
        inputs.push(json!({
            "path": [style, value], "reserved": [style, value],
            "query": [[style, "q&", value], [style, "q", value]],
            "cookie": [style, "c;", value], "plain": [style, "c", value],
        }));
    }
    let words: Vec<_> = seeds.words.iter().map(|word| json!(word)).collect();
    inputs.extend(words.chunks(20).map(
        |words| json!({ "path": [words.len(), words], "query": [[words.len(), words[0], words]] }),
    ));
    inputs.iter().map(|input| input.to_string().into_bytes()).collect()
}

/// A path parameter of which all characters except unreserved ones are escaped.
struct InPath(Style, Value);

impl Puts for InPath {
    const PATH: &'static str = "/a/{p}/{q}";

    fn put(&self, request: &mut RequestBuilder) {
        request.path("p", &self.1, self.0);
        request.path("q", "z", Style::Simple);
    }
}

fn check_path(style: Style, value: &Value) {
    let expected = Expected::of(value);
    let whole = expected.segment("p", style);
    let Some(request) = call::request(InPath(style, value.clone())) else {
        let cannot_be_sent = expected.is_undefined() || ["", ".", ".."].contains(&&*whole);
        assert!(cannot_be_sent, "{whole:?} is rejected");
        return;
    };
    let url = parsed(request.uri());
    assert_eq!(url.path(), request.uri().path(), "a URL parser changes the path");
    let segments: Vec<_> = url.path_segments().expect("a path").collect();
    let [first, raw, last] = segments[..] else { panic!("{whole:?} becomes {segments:?}") };
    assert_eq!((first, decoded(raw), last), ("a", whole, "z"));
    if matches!(style, Style::Simple) {
        let texts: Vec<_> = raw.split(',').map(decoded).collect();
        assert_eq!(texts, expected.flat(), "items of {raw:?}");
    }
}

struct Reserved(Style, Value);

impl Puts for Reserved {
    const PATH: &'static str = "/a/{p}/{q}";

    fn put(&self, request: &mut RequestBuilder) {
        request.path_reserved("p", &self.1, self.0);
        request.path("q", "z", Style::Simple);
    }
}

fn check_reserved(style: Style, value: &Value) {
    let Some(request) = call::request(Reserved(style, value.clone())) else { return };
    let url = parsed(request.uri());
    assert_eq!(url.path(), request.uri().path(), "the path is different");
    let whole = Expected::of(value).segment("p", style);
    if !whole.contains('%') {
        assert_eq!(decoded(url.path()), format!("/a/{whole}/z"));
    }
}

/// The maximum length of a URI in `http`.
const MAX_URI_LEN: usize = u16::MAX as usize - 1;

struct InQuery(Vec<(Style, String, Value)>);

impl Puts for InQuery {
    const PATH: &'static str = "/a";

    fn put(&self, request: &mut RequestBuilder) {
        for (style, name, value) in &self.0 {
            request.query(name, value, *style);
        }
    }
}

fn check_query(parameters: &[Value]) {
    let parameter =
        |it: &Value| (one_of(&QUERY, item(it, 0)), text(item(it, 1)), item(it, 2).clone());
    let parameters: Vec<_> = parameters.iter().map(parameter).collect();
    let expected: Vec<_> = parameters
        .iter()
        .flat_map(|(style, name, value)| Expected::of(value).pairs(name, *style))
        .collect();
    let Some(request) = call::request(InQuery(parameters)) else {
        // Each byte becomes up to three.
        let bytes: usize = expected.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        assert!(3 * bytes > MAX_URI_LEN, "a query of {bytes} bytes is rejected");
        return;
    };
    let url = parsed(request.uri());
    assert_eq!(url.query(), request.uri().query(), "a URL parser changes the query");
    assert_eq!(url.path(), "/a");
    let pairs: Vec<_> =
        url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    assert_eq!(pairs, expected, "{url}");
}

struct Cookie(Style, String, Value);

impl Puts for Cookie {
    const PATH: &'static str = "/a";

    fn put(&self, request: &mut RequestBuilder) {
        request.cookie(&self.1, &self.2, self.0);
        request.cookie("end", "1", Style::Form);
    }
}

fn check_cookie(style: Style, input: &Value) {
    let (name, value) = (text(item(input, 1)), item(input, 2));
    let request = call::request(Cookie(style, name.clone(), value.clone()));
    let request = request.expect("any escaped cookie can be sent");
    let header = request.headers()[COOKIE].to_str().expect("escaped text").to_owned();
    let cookies: Vec<_> = header.split("; ").collect();
    let expected = Expected::of(value).pairs(&name, style);
    let pairs: Vec<_> = url::form_urlencoded::parse(cookies[0].as_bytes()).into_owned().collect();
    match expected.is_empty() {
        true => assert_eq!(cookies, ["end=1"]),
        false => assert_eq!((pairs, &cookies[1..]), (expected, &["end=1"][..]), "{header}"),
    }
}

struct PlainCookie(Style, String, Value);

impl Puts for PlainCookie {
    const PATH: &'static str = "/a";

    fn put(&self, request: &mut RequestBuilder) {
        request.cookie_plain(&self.1, &self.2, self.0);
        request.cookie("end", "1", Style::Form);
    }
}

fn check_plain_cookie(style: Style, input: &Value) {
    let (name, value) = (text(item(input, 1)), item(input, 2));
    let Some(request) = call::request(PlainCookie(style, name.clone(), value.clone())) else {
        return;
    };
    let header = String::from_utf8_lossy(request.headers()[COOKIE].as_bytes()).into_owned();
    let cookies: Vec<_> = header.split("; ").collect();
    let mut expected: Vec<_> = Expected::of(value).pairs(&name, style);
    expected.push(("end".to_owned(), "1".to_owned()));
    let expected: Vec<_> = expected.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(cookies, expected);
}

/// Parses the URL with a WHATWG parser, and checks the server's host and that no other parts are
/// present.
fn parsed(uri: &http::Uri) -> Url {
    let url = Url::parse(&uri.to_string()).expect("a URL");
    assert_eq!(url.origin().ascii_serialization(), "https://example.com");
    assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None));
    url
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}
