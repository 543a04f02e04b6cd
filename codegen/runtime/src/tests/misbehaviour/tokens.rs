//! The second table of `docs/faults.md`: faults of a token endpoint.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::faults::{body, open, success};
use super::secrets::{self, printed};
use super::server::{Server, Step, Then};
use super::table::{DEADLINE, READ, describe, shortened};
use super::{CANARY, GRACE_PERIOD, builder, read};
use crate::runtime::OAuthGrant;

const INTRODUCTION: &str = "
## Behavior with a faulty token endpoint

The same `GET` with client credentials (RFC 6749, 4.4). The API itself works, and is only called with a
token. The secret is not printed, even if the token endpoint repeats it. The sources of an error follow
after `←`.

| fault of the token endpoint | `GET` | token requests | sent |
| --- | --- | ---: | ---: |
";

fn json(status: &str, json: &str) -> Step {
    body(&format!("HTTP/1.1 {status}\r\n"), "content-type: application/json\r\n", json)
}

fn token() -> Step {
    json("200 OK", r#"{"access_token": "token_1", "token_type": "Bearer"}"#)
}

fn faults() -> Vec<(&'static str, Vec<Step>)> {
    let spaces = || Then::Repeat(vec![b' '; 65_536], Duration::ZERO);
    let slowly = || Then::Repeat(b" ".to_vec(), Duration::from_millis(20));
    let described = format!(r#"{{"error": "invalid_client", "error_description": "{CANARY}?"}}"#);
    let wait = |status: &str| body(&format!("HTTP/1.1 {status}\r\n"), "retry-after: 1\r\n", CANARY);
    vec![
        ("closed before the response head", vec![open("", Then::Close)]),
        ("a response that is not HTTP", vec![open("220 mail.example\r\n\r\n", Then::Close)]),
        ("no answer", vec![open("", Then::Wait)]),
        ("a body that stops", vec![open("OKcontent-length: 99\r\n\r\n{", Then::Wait)]),
        (
            "a body that arrives one byte at a time",
            vec![open("OKcontent-length: 999\r\n\r\n", slowly())],
        ),
        ("a body without an end", vec![open("OK\r\n", spaces())]),
        ("400 with an error", vec![json("400 Bad Request", r#"{"error": "invalid_scope"}"#)]),
        ("401 that repeats the secret", vec![json("401 Unauthorized", &described)]),
        ("403 with HTML", vec![json("403 Forbidden", "<html></html>")]),
        ("500", vec![json("500 Internal Server Error", "")]),
        ("closed once, then a token", vec![open("", Then::Close), token()]),
        ("429 with `retry-after: 1`, then a token", vec![wait("429 Too Many Requests"), token()]),
        ("503 with `retry-after: 1`, then a token", vec![wait("503 Service Unavailable"), token()]),
        ("200 with an error", vec![json("200 OK", r#"{"error": "access_denied"}"#)]),
        ("HTML", vec![json("200 OK", "<html></html>")]),
        ("JSON of another kind", vec![json("200 OK", "[1]")]),
        ("no token", vec![json("200 OK", r#"{"token_type": "Bearer"}"#)]),
        ("a token of another type", vec![json("200 OK", MAC)]),
        ("a token with a line break", vec![json("200 OK", r#"{"access_token": "a\nb"}"#)]),
        ("302 to another origin", vec![body(MOVED, "location: https://example.com/\r\n", "")]),
    ]
}

const MAC: &str = r#"{"access_token": "t", "token_type": "mac"}"#;
const MOVED: &str = "HTTP/1.1 302 Found\r\n";

async fn row(fault: &str, endpoint: &Server) -> String {
    let api = Server::start(vec![success()]).await;
    let grant = OAuthGrant::client_credentials("app", CANARY).in_body();
    let client = builder(api.url()).access_token(grant.token_url(endpoint.url()));
    let client = client.timeout(DEADLINE).read_timeout(READ).build().unwrap();
    let start = Instant::now();
    let outcome = read(&client, "x").await;
    assert!(start.elapsed() < DEADLINE + GRACE_PERIOD, "{fault}: {:?}", start.elapsed());
    secrets::check(&printed(&outcome));
    let mut description = describe(&outcome);
    let mut cause = outcome.as_ref().err().and_then(|error| error.source());
    // Deeper causes are messages of the transport.
    for _ in 0..2 {
        let Some(error) = cause else { break };
        let _ = write!(description, " ← {}", shortened(&error.to_string()));
        cause = error.source();
    }
    for request in api.sent() {
        secrets::check(&request);
        assert!(request.contains("authorization: Bearer token_1\r\n"), "{fault}: {request}");
    }
    format!("| {fault} | {description} | {} | {} |\n", endpoint.sent().len(), api.sent().len())
}

/// The table.
pub(super) async fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    let (refusing, _socket) = Server::refusing();
    page += &row("a refused connection", &refusing).await;
    for (fault, steps) in faults() {
        page += &row(fault, &Server::start(steps).await).await;
    }
    page
}
