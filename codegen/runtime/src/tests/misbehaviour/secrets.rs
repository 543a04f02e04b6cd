//! The printed text about a call, which must not contain the canary.

use std::error::Error as _;
use std::fmt::{Debug, Write as _};
use std::panic::catch_unwind;
use std::sync::{Arc, Mutex};

use super::faults::success;
use super::server::{Server, Step, Then};
use super::{CANARY, builder, read};
use crate::runtime::{ClientBuilder, DebugLog, Error};
use crate::tests::http::body;
use crate::tests::sample_api::create;

/// Checks that printed text contains no secret.
#[track_caller]
pub(super) fn check(printed: &str) {
    if let Some(at) = printed.find(CANARY) {
        let before = &printed[..at];
        panic!("a secret is printed behind `{}`", &before[before.len().saturating_sub(200)..]);
    }
}

/// All printed forms of an outcome: `Debug`, which is also the panic message of `unwrap`,
/// `Display`, and the causes.
pub(super) fn printed<T: Debug, E>(outcome: &Result<T, Error<E>>) -> String
where
    E: std::error::Error + 'static,
{
    let mut text = format!("{outcome:?} {outcome:#?}");
    let Err(error) = outcome else { return text };
    let _ = write!(text, " {error} {error:#}");
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, " {error} {error:?}");
        cause = error.source();
    }
    text
}

/// The lines of a debug log.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<String>>);

impl Log {
    /// A client that logs to this log.
    pub(super) fn of(&self, builder: ClientBuilder) -> ClientBuilder {
        let log = self.clone();
        builder.layer(DebugLog::new(move |line| {
            let mut text = log.0.lock().unwrap();
            text.push_str(line);
            text.push('\n');
        }))
    }

    pub(super) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

/// Checks that all requests of a server contain the canary, and only where it belongs.
#[track_caller]
pub(super) fn check_sent(server: &Server) {
    for request in server.sent() {
        let field = format!("authorization: Bearer {CANARY}\r\n");
        assert_eq!(request.matches(CANARY).count(), 1, "{request}");
        assert!(request.contains(&field), "{request}");
    }
}

#[test]
fn the_secret_scan_finds_secrets() {
    let printed =
        printed(&Err::<(), Error>(Error::Credential { source: CANARY.into(), target: None }));
    assert!(catch_unwind(|| check(&printed)).is_err());
}

#[test]
fn unsent_requests_have_no_secrets_in_debug() {
    let builder = builder("http://127.0.0.1:9".to_owned());
    let mut printed = format!("{builder:?}");
    let client = builder.build().unwrap();
    let (get, post) = (read(&client, "x"), create(&client, body()));
    let _ = write!(printed, "{client:?} {get:?} {post:?}");
    let _ = write!(printed, "{:?} {:?}", get.to_request(), post.to_request());
    let _ = write!(printed, "{:#?}", get.clone().header("x-key", CANARY));
    let _ = write!(printed, "{:#?}", post.header("x-key", CANARY).to_request());
    check(&printed);
}

#[tokio::test]
async fn a_followed_redirect_has_no_secrets() {
    let elsewhere = Server::start(vec![success()]).await;
    let moved =
        format!("HTTP/1.1 307 -\r\nlocation: {}/v2\r\ncontent-length: 0\r\n\r\n", elsewhere.url());
    let server = Server::start(vec![Step::new(moved, Then::Close)]).await;
    let client = builder(server.url()).header("x-key", CANARY).follow_redirects(3).build().unwrap();
    check(&printed(&read(&client, "x").await));
    assert_eq!(elsewhere.sent().len(), 1);
    check(&elsewhere.sent()[0]);
}
