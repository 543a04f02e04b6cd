//! `docs/faults.md`: each fault with its outcome.

use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::faults::{Fault, all};
use super::secrets::{self, Log, check_sent, printed};
use super::server::Server;
use super::{GRACE_PERIOD, builder, read, tokens};
use crate::runtime::{Call, Client, Error, Operation};
use crate::tests::http::body;
use crate::tests::sample_api::create;
use crate::tests::tracing::traced;

pub(super) const DEADLINE: Duration = Duration::from_secs(2);
pub(super) const READ: Duration = Duration::from_millis(300);

const INTRODUCTION: &str = "\
# Behavior with a faulty server

The response of a client to each fault of a local server, over real connections: for a `GET` and a
`POST`, with async and blocking, with a timeout of 2 s for a call and 300 ms for reading, a limit of
1 MiB for a response, and up to three attempts. `cargo test -p client-runtime misbehaviour` compares
this page with the actual behavior; with `UPDATE_FAULTS=1` it writes the page. The test also asserts
that each call ends within a second of its timeout, that async and blocking calls end with the same
result, that no other server is called, that a `POST` is sent once unless the server states that it
was not processed, and that the token is not printed by `Debug`, `Display`, the sources of an error,
panics, spans or the debug log.

| fault | `GET` | sent | `POST` | sent |
| --- | --- | ---: | --- | ---: |
";

/// The kind of an outcome, and its message.
pub(super) fn describe<T, E>(outcome: &Result<T, Error<E>>) -> String {
    let Err(error) = outcome else { return "a success".to_owned() };
    let kind = match error {
        Error::Api(_) => "Api",
        Error::UndocumentedStatus(_) => "UndocumentedStatus",
        Error::Decode(_) => "Decode",
        Error::Timeout(_) => "Timeout",
        Error::Polling(_) => "Polling",
        Error::Connect { .. } => "Connect",
        Error::Transport { .. } => "Transport",
        Error::BodyTooLarge { .. } => "BodyTooLarge",
        Error::Credential { .. } => "Credential",
        Error::InvalidRequest(_) => "InvalidRequest",
    };
    let text = error.to_string();
    assert!(text.len() <= 4096 && !text.contains(char::is_control), "{text:?}");
    // The page has a column for each operation.
    let target = error.target().map(|target| format!("{target}: ")).unwrap_or_default();
    let text = text.strip_prefix(&target).unwrap_or_else(|| panic!("no operation: {text}"));
    format!("`{kind}`: {}", shortened(text).replace('|', "\\|"))
}

/// The start and the end of a long message, for the page.
pub(super) fn shortened(text: &str) -> String {
    const KEPT: usize = 150;
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 3 * KEPT {
        return text.to_owned();
    }
    let start: String = letters[..KEPT].iter().collect();
    let end: String = letters[letters.len() - KEPT..].iter().collect();
    format!("{start} [...] {end}")
}

/// The outcome of a call, which has to end in time.
async fn ended<T: Debug, E: std::error::Error + 'static>(
    fault: &str,
    call: impl IntoFuture<Output = Result<T, Error<E>>>,
) -> String {
    let start = Instant::now();
    let outcome = timeout(DEADLINE + GRACE_PERIOD, call.into_future()).await;
    let Ok(outcome) = outcome else { panic!("{fault}: still waiting after {:?}", start.elapsed()) };
    secrets::check(&printed(&outcome));
    describe(&outcome)
}

/// Makes the same call blocking, on a separate thread.
async fn blocking<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> {
    tokio::task::spawn_blocking(move || call.send_blocking()).await.unwrap()
}

/// The row of a fault: the outcomes of a `GET` and of a `POST`, each with a separate server, both
/// async and blocking.
async fn row(fault: &str, servers: [Server; 4], client: &Client) -> String {
    let reading = |server: &Server| read(client, "x").base_url(server.url());
    let creating = |server: &Server| create(client, body()).base_url(server.url());
    let [get, post, blocked_get, blocked_post] = &servers;
    let (one, other, blocked_one, blocked_other) = tokio::join!(
        ended(fault, reading(get)),
        ended(fault, creating(post)),
        ended(fault, blocking(reading(blocked_get))),
        ended(fault, blocking(creating(blocked_post))),
    );
    servers.iter().for_each(check_sent);
    let sent = |it: &Server| it.sent().len();
    assert_eq!((&one, sent(get)), (&blocked_one, sent(blocked_get)), "{fault}, blocking");
    assert_eq!((&other, sent(post)), (&blocked_other, sent(blocked_post)), "{fault}, blocking");
    let (gets, posts) = (get.sent().len(), post.sent().len());
    let was_refused = fault.starts_with("429") || fault.starts_with("503 with");
    assert!(posts <= 1 || was_refused, "{fault}: a POST was sent {posts} times");
    format!("| {fault} | {one} | {gets} | {other} | {posts} |\n")
}

async fn page(log: &Log) -> String {
    let elsewhere = Server::start(vec![super::faults::success()]).await;
    let client = log.of(builder(elsewhere.url())).timeout(DEADLINE).read_timeout(READ);
    let client = client.build().unwrap();
    let mut page = INTRODUCTION.to_owned();
    let (refusing, _socket) = Server::refusing();
    let refusing = std::array::from_fn(|_| refusing.clone());
    page += &row("a refused connection", refusing, &client).await;
    for Fault { name, steps } in all(&elsewhere.url()) {
        let start = || Server::start(steps.clone());
        let servers = [start().await, start().await, start().await, start().await];
        page += &row(&name, servers, &client).await;
    }
    assert!(elsewhere.sent().is_empty(), "a redirect was followed: {:?}", elsewhere.sent());
    page
}

#[tokio::test]
async fn each_fault_has_its_outcome() {
    let log = Log::default();
    let mut actual = String::new();
    let spans = traced(async { actual = page(&log).await + &tokens::page().await }).await;
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
