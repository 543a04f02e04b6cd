//! `docs/faults.md`: each fault with its outcome.

use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::faults::{Fault, all};
use super::secrets::{self, Log, check_sent, printed};
use super::server::Server;
use super::{LATE, builder, read};
use crate::runtime::{Client, Error};
use crate::tests::http::body;
use crate::tests::sample_api::create;
use crate::tests::tracing::traced;

const DEADLINE: Duration = Duration::from_secs(2);
const READ: Duration = Duration::from_millis(300);

const INTRODUCTION: &str = "\
# What comes of a server that misbehaves

Each fault below is played by a server of this machine, over real connections, to a `GET` and to a
`POST` of the same client: a deadline of 2 s, a read timeout of 300 ms, at most 1 MiB, up to three
attempts. `cargo test -p client-runtime misbehaviour` plays them and compares; with
`UPDATE_FAULTS=1` it writes this page. The test also expects of each call that it ends within a
second of its deadline, that nothing but the server is asked, that a `POST` is sent once, and that
the token is in nothing that is printed: `Debug`, `Display`, the causes of an error, panics, spans
and the debug log.

| fault | `GET` | sent | `POST` | sent |
| --- | --- | ---: | --- | ---: |
";

/// The kind of an outcome, and what it says.
fn describe<T, E>(outcome: &Result<T, Error<E>>) -> String {
    let Err(error) = outcome else { return "a success".to_owned() };
    let kind = match error {
        Error::Api(_) => "Api",
        Error::UndocumentedStatus(_) => "UndocumentedStatus",
        Error::Decode(_) => "Decode",
        Error::Timeout(_) => "Timeout",
        Error::Connect { .. } => "Connect",
        Error::Transport { .. } => "Transport",
        Error::BodyTooLarge { .. } => "BodyTooLarge",
        Error::Credential(_) => "Credential",
        Error::InvalidRequest(_) => "InvalidRequest",
    };
    format!("`{kind}`: {}", error.to_string().replace('|', "\\|"))
}

/// What comes of a call, which has to end in time.
async fn ended<T: Debug, E: std::error::Error + 'static>(
    fault: &str,
    call: impl IntoFuture<Output = Result<T, Error<E>>>,
) -> String {
    let start = Instant::now();
    let outcome = timeout(DEADLINE + LATE, call.into_future()).await;
    let Ok(outcome) = outcome else { panic!("{fault}: still waiting after {:?}", start.elapsed()) };
    secrets::check(&printed(&outcome));
    describe(&outcome)
}

/// The row of a fault, where a call's client is made for the URL of a server.
async fn row(fault: &str, servers: [Server; 2], client: &Client) -> String {
    let [get, post] = servers;
    let reading = read(client, "x").base_url(get.url());
    let creating = create(client, body()).base_url(post.url());
    let (one, other) = tokio::join!(ended(fault, reading), ended(fault, creating));
    for server in [&get, &post] {
        check_sent(server);
    }
    let (gets, posts) = (get.sent().len(), post.sent().len());
    assert!(posts <= 1, "{fault}: a POST was sent {posts} times");
    format!("| {fault} | {one} | {gets} | {other} | {posts} |\n")
}

async fn page(log: &Log) -> String {
    let elsewhere = Server::start(vec![super::faults::success()]).await;
    let client = log.of(builder(elsewhere.url())).timeout(DEADLINE).read_timeout(READ);
    let client = client.build().unwrap();
    let mut page = INTRODUCTION.to_owned();
    let (refusing, _socket) = Server::refusing();
    page += &row("a refused connection", [refusing.clone(), refusing], &client).await;
    for Fault { name, steps } in all(&elsewhere.url()) {
        let servers = [Server::start(steps.clone()).await, Server::start(steps).await];
        page += &row(&name, servers, &client).await;
    }
    assert!(elsewhere.sent().is_empty(), "a redirect was followed: {:?}", elsewhere.sent());
    page
}

#[tokio::test]
async fn each_fault_has_its_outcome() {
    let log = Log::default();
    let mut actual = String::new();
    let spans = traced(async { actual = page(&log).await }).await;
    let mut shown = spans.join("\n");
    assert!(spans.len() > 100 && log.text().lines().count() > 100);
    let _ = write!(shown, "{}", log.text());
    secrets::check(&shown);

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/faults.md");
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        std::fs::write(&file, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected, "where it is meant: UPDATE_FAULTS=1");
    }
    assert_eq!(actual.lines().count(), expected.lines().count(), "UPDATE_FAULTS=1 writes it");
}
