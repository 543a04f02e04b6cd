//! The faults, with the bytes that the server writes for each.

use std::io::Write as _;
use std::sync::LazyLock;
use std::time::Duration;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};

use super::CANARY;
use super::server::{Step, Then};
use crate::tests::budget::nested;
use crate::tests::http::SESSION;

/// A fault of a server.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) name: String,
    /// The steps for the first requests; the last one is repeated for all others.
    pub(super) steps: Vec<Step>,
}

/// 1 MiB of gzip that expands to 1 GiB.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bomb = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    bomb.extend(zeros().repeat(1024));
    bomb
});

/// One mebibyte of zeros as a part of a gzip stream, which may be repeated.
fn zeros() -> Vec<u8> {
    let mut deflated = Vec::with_capacity(64 * 1024);
    let mut state = Compress::new(Compression::best(), false);
    let zeros = vec![0; 1024 * 1024];
    state.compress_vec(&zeros, &mut deflated, FlushCompress::Full).unwrap();
    assert_eq!(state.total_in(), 1024 * 1024);
    deflated
}

/// A header field in which a careless server sends the token back, in every response.
fn echo() -> String {
    format!("x-echo: Bearer {CANARY}\r\n")
}

pub(super) fn body(status: &str, fields: &str, body: impl AsRef<[u8]>) -> Step {
    let (body, echo) = (body.as_ref(), echo());
    let length = body.len();
    let head =
        format!("{status}{echo}{fields}connection: close\r\ncontent-length: {length}\r\n\r\n");
    Step::new([head.as_bytes(), body].concat(), Then::Close)
}

fn status(status: &str, fields: &str) -> Step {
    body(&format!("HTTP/1.1 {status}\r\n"), fields, CANARY)
}

/// The response of a server without a fault.
pub(super) fn success() -> Step {
    body("OK", "content-type: application/json\r\n", SESSION)
}

pub(super) fn open(text: &str, then: Then) -> Step {
    Step::new(text.as_bytes(), then)
}

fn broken() -> Vec<(&'static str, Step)> {
    let half = "OKcontent-length: 99\r\n\r\n{\"id\":";
    vec![
        ("closed before the response head", open("", Then::Close)),
        ("reset before the head", open("", Then::Reset)),
        ("closed in the head", open("OKcontent-le", Then::Close)),
        ("reset in the body", open(half, Then::Reset)),
        ("a body shorter than its length", open(half, Then::Close)),
        (
            "a bad chunk",
            open("OKtransfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", Then::Close),
        ),
        (
            "a missing last chunk",
            open("OKtransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", Then::Close),
        ),
        ("a response that is not HTTP", open("220 mail.example\r\n\r\n", Then::Close)),
    ]
}

fn slow() -> Vec<(&'static str, Step)> {
    let every = Duration::from_millis(20);
    vec![
        ("no answer", open("", Then::Wait)),
        ("a head that arrives one byte at a time", open("OK", Then::Repeat(b"a".to_vec(), every))),
        ("a body that stops", open("OKcontent-length: 99\r\n\r\n{\"id\":", Then::Wait)),
        (
            "a body that arrives one byte at a time",
            open("OKcontent-length: 999999\r\n\r\n", Then::Repeat(b" ".to_vec(), every)),
        ),
    ]
}

fn large() -> Vec<(&'static str, Step)> {
    // A body that is read to its end would leave a connection that can be reused.
    let gzip = "connection: close\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n";
    let spaces = Then::Repeat(vec![b' '; 65_536], Duration::ZERO);
    let (start, end) = SESSION.split_at(100);
    vec![
        ("a body without an end", open("OK\r\n", spaces.clone())),
        ("a length of 99 GB", open("OKcontent-length: 99999999999\r\n\r\n", spaces)),
        (
            "a head without an end",
            open("OK", Then::Repeat(b"a: b\r\n".repeat(999), Duration::ZERO)),
        ),
        ("1 MB of gzip that is 1 GiB", body("OK", gzip, &*BOMB)),
        ("gzip that breaks off", body("OK", gzip, &BOMB[..300])),
        ("a body that is not gzip", body("OK", gzip, SESSION)),
        ("gzip in two members", body("OK", gzip, [gzipped(start), gzipped(end)].concat())),
        ("gzip with more behind it", body("OK", gzip, [&*gzipped(SESSION), b"more"].concat())),
        ("brotli, which was not requested", body("OK", &gzip.replace("gzip", "br"), "abc")),
        ("two codings", body("OK", &gzip.replace("gzip", "gzip, gzip"), gzipped(SESSION))),
    ]
}

/// A complete gzip member with this content.
pub(super) fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn unexpected() -> Vec<(&'static str, Step)> {
    let json = "content-type: application/json\r\n";
    let mut bad_text = SESSION.as_bytes().to_vec();
    let quote = bad_text.len() - 9;
    bad_text[quote] = 0xFF;
    vec![
        ("an empty success", body("OK", json, "")),
        ("HTML", body("OK", "content-type: text/html\r\n", format!("<html>{CANARY}</html>"))),
        ("JSON that says it is text", body("OK", "content-type: text/plain\r\n", SESSION)),
        ("JSON that breaks off", body("OK", json, format!("{{\"token\":\"{CANARY}\""))),
        ("JSON of another kind", body("OK", json, format!("[\"{CANARY}\"]"))),
        ("a field of another type", body("OK", json, SESSION.replace("\"hunter2\"", "{}"))),
        ("invalid UTF-8", body("OK", json, bad_text)),
        ("204 where a body is declared", open("HTTP/1.1 204 No Content\r\n\r\n", Then::Close)),
        ("205 where a body is declared", status("205 Reset Content", "")),
        ("418, which is not documented", status("418 I'm a teapot", "")),
        ("401", status("401 Unauthorized", "www-authenticate: Bearer\r\n")),
        ("a documented 422 that is HTML", status("422 Unprocessable Entity", "")),
    ]
}

fn hostile() -> Vec<(&'static str, Step)> {
    let json = "content-type: application/json\r\n";
    let refused = "HTTP/1.1 422 -\r\n";
    // Control characters for terminals and text direction, in the name of a property.
    let name = r#"\u001b]0;\u202e\u2066\u200b\n"#;
    let long = "x".repeat(100_000);
    // Short, since the tests print the values that they have read, indented.
    let blob = format!(r#""unknown":"{}""#, &long[..1_000]);
    let named = |name: &str| {
        format!(r#"{{"next":{{"{name}":0,"next":{{"{name}":0}}}},"names":{{"{name}":true}}}}"#)
    };
    vec![
        ("a 422 with controls in a name", body(refused, json, named(name))),
        ("a 422 with a name of 100 kB", body(refused, json, named(&long))),
        ("a 422 of nested ambiguous unions", body(refused, json, nested(30, &blob))),
        (
            "401 with a request id of 9 kB",
            status("401 -", &format!("x-request-id: {}\r\n", "y".repeat(9_000))),
        ),
        (
            "gzip, chunked as a transfer-encoding",
            open("OKtransfer-encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", Then::Close),
        ),
    ]
}

fn later() -> Vec<(&'static str, Vec<Step>)> {
    let busy = |wait: &str| status("429 Too Many Requests", &format!("retry-after: {wait}\r\n"));
    let dated = status(
        "503 Service Unavailable",
        "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:38 GMT\r\n",
    );
    let never = status(
        "503 Service Unavailable",
        "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Fri, 31 Dec 9999 23:59:59 GMT\r\n",
    );
    let old = |until: &str| {
        let fields = format!("date: Sun Nov  6 08:49:37 1994\r\nretry-after: {until}\r\n");
        status("503 Service Unavailable", &fields)
    };
    let storm = ["500 -", "502 -", "503 -", "504 -", "599 -"].map(|it| status(it, ""));
    vec![
        ("429 with `retry-after: 1`, then a success", vec![busy("1"), success()]),
        ("503 with a `retry-after` date in 1 s, then a success", vec![dated, success()]),
        (
            "503 with a `retry-after` date of RFC 850 in 1 s, then a success",
            vec![old("Sunday, 06-Nov-94 08:49:38 GMT"), success()],
        ),
        (
            "503 with a `retry-after` date of asctime in 1 s, then a success",
            vec![old("Sun Nov  6 08:49:38 1994"), success()],
        ),
        ("503 with a `retry-after` date in the year 9999", vec![never]),
        ("429 with a `retry-after` that is garbage", vec![busy("soon")]),
        ("429 with a `retry-after` of 10^9 s", vec![busy("1000000000")]),
        ("429 with a `retry-after` of 10^30 s", vec![busy(&format!("1{}", "0".repeat(30)))]),
        ("500, 502, 503, ... without an end", storm.into()),
        ("closed once, then a success", vec![open("", Then::Close), success()]),
    ]
}

fn redirects(elsewhere: &str) -> Vec<(String, Step)> {
    let mut redirects = Vec::new();
    for code in 300..=308 {
        for (place, location) in [
            ("the same origin", format!("/v1/moved?token={CANARY}")),
            ("another origin", format!("{elsewhere}/v1/moved?token={CANARY}")),
        ] {
            let step = status(&format!("{code} -"), &format!("location: {location}\r\n"));
            redirects.push((format!("{code} to {place}"), step));
        }
    }
    redirects
}

/// All faults of a server that accepts connections; redirects have this target.
pub(super) fn all(elsewhere: &str) -> Vec<Fault> {
    let named = |(name, step): (&str, Step)| (name.to_owned(), vec![step]);
    let single = [broken(), slow(), large(), unexpected(), hostile()];
    let single = single.into_iter().flatten().map(named);
    let later = later().into_iter().map(|(name, steps)| (name.to_owned(), steps));
    let redirects = redirects(elsewhere).into_iter().map(|(name, step)| (name, vec![step]));
    single.chain(later).chain(redirects).map(|(name, steps)| Fault { name, steps }).collect()
}
