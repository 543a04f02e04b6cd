//! Printed text of a server: on one line, short, and without hidden characters.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::sample_api::get;
use super::script::{Step, scripted};
use crate::runtime::json;
use crate::runtime::{BuildError, Client, DebugLog, RawResponse};

/// Characters that must not be printed, and their replacements.
const HIDDEN: [(&str, &str); 11] = [
    ("\n", "\\n"),
    ("\u{1b}[2J", "\\u{1b}[2J"),
    ("\u{7f}", "\\u{7f}"),
    ("\u{9b}31m", "\\u{9b}31m"),
    ("\u{202e}", "\\u{202e}"),
    ("\u{2066}", "\\u{2066}"),
    ("\u{200f}", "\\u{200f}"),
    ("\u{61c}", "\\u{61c}"),
    ("\u{200b}", "\\u{200b}"),
    ("\u{e0041}", "\\u{e0041}"),
    ("\u{2028}", "\\u{2028}"),
];

type Map = BTreeMap<String, BTreeMap<String, i64>>;

fn body(name: &str) -> String {
    format!("{{{}:{{{}:true}}}}", json::to_string(name), json::to_string(name))
}

#[track_caller]
fn is_fit(printed: &str) {
    assert!(printed.len() <= 4096, "{}", printed.len());
    for (hidden, _) in HIDDEN {
        let hidden = hidden.chars().next().unwrap();
        assert!(!printed.contains(hidden), "{hidden:?} in {printed:?}");
    }
}

#[test]
fn names_from_the_server_are_escaped_in_errors() {
    for (hidden, shown) in HIDDEN {
        let name = format!("a{hidden}b");
        let error = json::from_str::<Map>(&body(&name)).unwrap_err();
        let expected_message =
            format!("at /a{shown}b/a{shown}b: expected an integer, found a boolean");
        assert_eq!(error.to_string(), expected_message);
        assert_eq!(error.pointer(), format!("/{name}/{name}"), "programs read it unescaped");

        let response = RawResponse::new(http::Response::new(Bytes::from(body(&name))));
        let error = response.json::<Map, Infallible>().unwrap_err();
        assert!(error.to_string().contains(&expected_message), "{error}");
        is_fit(&error.to_string());
        is_fit(&format!("{error:?}"));
    }
}

#[test]
fn long_text_from_the_server_is_truncated() {
    for name in ["x".repeat(100_000), "\u{202e}".repeat(100_000), "é".repeat(100_000)] {
        let error = json::from_str::<Map>(&body(&name)).unwrap_err();
        is_fit(&error.to_string());
        is_fit(&format!("{error:?}"));
        assert!(error.to_string().ends_with(": expected an integer, found a boolean"), "{error}");

        let response = http::Response::builder().header("x-request-id", "y".repeat(100_000));
        let response = response.header("content-type", format!("a/{}", "z".repeat(100_000)));
        let response = RawResponse::new(response.body(Bytes::from(body(&name))).unwrap());
        let error = response.json::<Map, Infallible>().unwrap_err();
        is_fit(&error.to_string());
        assert!(error.to_string().contains("found a boolean (request id yyy"), "{error}");
    }
}

#[tokio::test]
async fn log_lines_are_single_and_short() {
    let response = Step::Response(200, "server", format!("a\t{}", "b".repeat(100_000)), "hello");
    let lines = Arc::new(Mutex::new(Vec::new()));
    let sink = lines.clone();
    let log = DebugLog::new(move |line| sink.lock().unwrap().push(line.to_owned()));
    let (builder, _) = scripted([response]);
    let client = builder.layer(log).build().unwrap();
    let url = format!("https://a.example/{}", "c".repeat(10_000));
    get(&client, "x").base_url(url).await.unwrap();
    for line in &*lines.lock().unwrap() {
        assert!(line.len() <= 4096 && !line.contains(char::is_control), "{}", line.len());
    }
    assert!(lines.lock().unwrap().iter().any(|it| it.starts_with("<   server: a\\tbbb")));
}

#[test]
fn text_of_the_caller_is_escaped() {
    let name = format!("a\u{202e}\n{}", "x".repeat(100_000));
    let error = Client::builder().header(name.as_str(), "v").build().unwrap_err();
    assert!(matches!(error, BuildError::Header { .. }));
    is_fit(&error.to_string());
    let client = Client::builder().access_token("t").build().unwrap();
    let error = get(&client, "x").header(&name, "v").to_request().unwrap_err();
    is_fit(&error.to_string());
}
