//! Servers that misbehave, over real HTTP: each fault has its error, and none hangs.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::http::{Answer, SESSION, answer, body, serve};
use super::sample_api::{GetError, Server, create, get};
use crate::runtime::{
    Client, ClientBuilder, Error, RetryPolicy, Timeout, TimeoutLimit, TimeoutPhase,
};

const OK: &str = "HTTP/1.1 200 OK\r\n";

/// What a GET gives, and it does not take long.
async fn outcome(answer: Answer) -> Result<String, Error<GetError>> {
    let (builder, _server) = serve(answer).await;
    let client = builder.timeout(Duration::from_secs(5)).build().unwrap();
    let start = Instant::now();
    let outcome = get(&client, "x").await;
    assert!(start.elapsed() < Duration::from_secs(6));
    outcome
}

fn text(rest: &str) -> Answer {
    Answer::Text(format!("{OK}{rest}"))
}

#[tokio::test]
async fn broken_responses() {
    for (fault, answer) in [
        ("nothing", Answer::Hang),
        ("half a head", text("content-length: 3\r\n")),
        ("a short body", text("content-length: 9\r\n\r\nabc")),
        ("a bad chunk", text("transfer-encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n")),
        ("a missing chunk", text("transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n")),
        ("no HTTP", Answer::Text("hello\r\n\r\n".to_owned())),
        ("an endless head", Answer::Endless("HTTP/1.1 200 OK\r\n", b"a: b\r\n".repeat(1000))),
    ] {
        let error = outcome(answer).await.unwrap_err();
        assert!(matches!(error, Error::Transport { .. }), "{fault}: {error:?}");
        assert!(error.is_retryable() && std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn endless_bodies_are_read_up_to_the_limit() {
    for head in
        ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n"]
    {
        let error = outcome(Answer::Endless(head, vec![b'a'; 65_536])).await.unwrap_err();
        assert!(matches!(error, Error::BodyTooLarge { limit: 16_777_216, .. }), "{error:?}");
        assert_eq!(error.status().unwrap(), 200);
    }
}

/// One mebibyte of zeros as a part of a gzip stream, which may be repeated.
pub(super) fn zeros() -> Vec<u8> {
    let mut deflated = Vec::with_capacity(64 * 1024);
    let mut state = Compress::new(Compression::best(), false);
    let zeros = vec![0; 1024 * 1024];
    state.compress_vec(&zeros, &mut deflated, FlushCompress::Full).unwrap();
    assert_eq!(state.total_in(), 1024 * 1024);
    deflated
}

fn gzipped(body: Vec<u8>) -> Answer {
    let length = body.len();
    let head = format!("{OK}content-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
    Answer::Bytes([head.into_bytes(), body].concat())
}

#[tokio::test]
async fn a_gzip_bomb_goes_off_at_the_limit() {
    let mut bomb = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    bomb.extend(zeros().repeat(1024));
    assert!(bomb.len() < 2 * 1024 * 1024, "{} bytes stand for 1 GiB", bomb.len());
    let error = outcome(gzipped(bomb)).await.unwrap_err();
    assert!(matches!(error, Error::BodyTooLarge { limit: 16_777_216, .. }), "{error:?}");
}

#[tokio::test]
async fn compressed_responses_are_decoded() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(b"hello").unwrap();
    let body = encoder.finish().unwrap();
    assert_eq!(outcome(gzipped(body.clone())).await.unwrap(), "hello");
    let error = outcome(gzipped(body[..body.len() - 9].to_owned())).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
}

#[tokio::test]
async fn answers_that_are_no_json() {
    for sent in ["", "<html></html>", "{\"id\":", "\u{0}", "null"] {
        let (builder, _server) = serve(answer("201 Created", sent)).await;
        let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{sent:?}: {error:?}");
        assert!(!error.is_retryable());
    }
    let head = format!("HTTP/1.1 201 Created\r\ncontent-length: {}\r\n\r\n", SESSION.len());
    let mut sent = [head.as_bytes(), SESSION.as_bytes()].concat();
    let last = sent.len() - 5;
    sent[last] = 0xFF;
    let (builder, _server) = serve(Answer::Bytes(sent)).await;
    let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn redirects_take_nothing_anywhere() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let elsewhere = format!("http://{}/v1/things/x", other.local_addr().unwrap());
    for status in [300, 301, 302, 303, 304, 305, 307, 308] {
        let head = format!("HTTP/1.1 {status} -\r\nlocation: {elsewhere}\r\ncontent-length: 0\r\n");
        let (builder, _server) = serve(Answer::Text(format!("{head}\r\n"))).await;
        let error = create(&builder.build().unwrap(), body()).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(matches!(error, Error::UndocumentedStatus(_)), "{error:?}");
    }
    let visited = tokio::time::timeout(Duration::from_millis(50), other.accept()).await;
    assert!(visited.is_err(), "a redirect was followed");
}

#[tokio::test]
async fn a_stalled_body_runs_into_the_read_timeout() {
    let (builder, server) = serve(Answer::Stall(format!("{OK}content-length: 9\r\n\r\nabc"))).await;
    let client = builder.read_timeout(Duration::from_millis(100)).build().unwrap();
    let Error::Timeout(timeout) = get(&client, "x").await.unwrap_err() else {
        panic!("no timeout")
    };
    let Timeout { phase, limit, attempts, .. } = timeout;
    assert_eq!((phase, limit, attempts), (TimeoutPhase::Body, TimeoutLimit::Read, 1));
    server.abort();
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time() {
    // An address for documentation, where nobody answers (RFC 5737); or where no network is.
    let builder = Client::builder().server(Server::Custom("https://192.0.2.1".to_owned()));
    let builder = builder.access_token("t").retry(RetryPolicy::none());
    let client = builder.connect_timeout(Duration::from_millis(50)).build().unwrap();
    match get(&client, "x").await.unwrap_err() {
        Error::Timeout(timeout) => assert_eq!(timeout.phase, TimeoutPhase::Connect),
        Error::Connect { .. } => {}
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn a_get_is_sent_again_over_a_new_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        for number in 0..3 {
            let (mut connection, _) = listener.accept().await.unwrap();
            let _ = connection.read(&mut [0; 4096]).await.unwrap();
            if number == 2 {
                let text = format!("{OK}content-length: 2\r\n\r\nok");
                connection.write_all(text.as_bytes()).await.unwrap();
            }
        }
    });
    let policy = RetryPolicy::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    let http = ClientBuilder::reqwest_defaults().unwrap().user_agent("ours").build();
    let builder = Client::builder().server(Server::Custom(url)).access_token("t").retry(policy);
    let client = builder.reqwest(http.unwrap()).build().unwrap();
    let response = get(&client, "x").with_response().await.unwrap();
    assert_eq!((response.body().as_str(), response.attempts()), ("ok", 3));
    server.await.unwrap();
}
