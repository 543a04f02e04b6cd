//! Bodies that are read while they are sent: files on disk and streams, over real HTTP.

use std::collections::{BTreeMap, VecDeque};
use std::error::Error as _;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::sample_api::Server;
use crate::runtime::{Client, Error, File, Progress, RetryPolicy, operation};

operation! {
    /// Stores a file.
    pub fn store(client: &Client, body: impl Into<File>) -> Call<Store>;
    "PUT" "/v1/files" as "files:store", security [];
    Output = (), Error = std::convert::Infallible;
    required { body: File => file("application/octet-stream") }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// Sends a form with files.
    pub fn submit(client: &Client, body: BTreeMap<String, File>) -> Call<Submit>;
    "POST" "/v1/forms" as "forms:submit", security [];
    Output = (), Error = std::convert::Infallible;
    required { body: BTreeMap<String, File> }
    request(self, request) { request.multipart("multipart/form-data", &self.body, &[]) }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// Sends files as JSON.
    pub fn list(client: &Client, body: Vec<File>) -> Call<List>;
    "POST" "/v1/lists" as "lists:create", security [];
    Output = (), Error = std::convert::Infallible;
    required { body: Vec<File> => json() }
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

/// The chunks of a stream.
pub(super) struct Chunks(VecDeque<io::Result<Bytes>>);

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

pub(super) fn chunks(texts: &[&'static str]) -> Chunks {
    Chunks(texts.iter().map(|text| Ok(Bytes::from_static(text.as_bytes()))).collect())
}

/// A received request: its head, and its body without the chunked framing.
struct ReceivedRequest {
    head: String,
    body: Vec<u8>,
}

impl ReceivedRequest {
    fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A client, and the requests that its server receives. The server returns these statuses in order.
async fn serve(statuses: &'static [u16]) -> (Client, JoinHandle<Vec<ReceivedRequest>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let builder = Client::builder().server(Server::Custom(url));
    let retry = RetryPolicy::attempts(2).backoff(Default::default(), Default::default());
    let server = tokio::spawn(async move {
        let mut received = Vec::new();
        for status in statuses {
            let (mut connection, _) = listener.accept().await.unwrap();
            let Some(request) = read_request(&mut connection).await else { continue };
            received.push(request);
            let head =
                format!("HTTP/1.1 {status} -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            connection.write_all(head.as_bytes()).await.unwrap();
        }
        received
    });
    (builder.retry(retry).build().unwrap(), server)
}

/// Reads a request; `None` if the connection breaks off.
async fn read_request(connection: &mut TcpStream) -> Option<ReceivedRequest> {
    let mut read = Vec::new();
    loop {
        if let Some(received) = complete(&read) {
            return Some(received);
        }
        if connection.read_buf(&mut read).await.unwrap_or(0) == 0 {
            return None;
        }
    }
}

fn complete(read: &[u8]) -> Option<ReceivedRequest> {
    let end = read.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let head = String::from_utf8(read[..end].to_vec()).unwrap();
    let mut received = ReceivedRequest { head, body: Vec::new() };
    let mut rest = &read[end..];
    if let Some(length) = received.header("content-length") {
        received.body = rest.get(..length.parse().unwrap())?.to_vec();
        return Some(received);
    }
    assert_eq!(received.header("transfer-encoding"), Some("chunked"));
    loop {
        let line = rest.windows(2).position(|it| it == b"\r\n")?;
        let length = std::str::from_utf8(&rest[..line]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        received.body.extend_from_slice(rest.get(line + 2..line + 2 + length)?);
        rest = rest.get(line + 2 + length + 2..)?;
        if length == 0 {
            return Some(received);
        }
    }
}

/// The messages of an error and its causes, from the outermost to the innermost.
fn reasons(error: &Error<std::convert::Infallible>) -> String {
    let mut reasons = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        reasons.push_str(&format!(": {error}"));
        source = error.source();
    }
    reasons
}

#[tokio::test]
async fn a_file_on_disk_has_a_name_and_a_length_and_is_resent_on_retry() {
    let folder = std::env::temp_dir().join(format!("uploads-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let place = folder.join("large.bin");
    let content: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&place, &content).unwrap();
    let file = File::open(&place).unwrap();
    assert_eq!(file.name(), Some("large.bin"));
    assert_eq!(file.length(), Some(content.len() as u64));
    assert_eq!(file.as_bytes(), None);
    let error = File::open(&folder).unwrap_err();
    assert_eq!(error.to_string(), "it is not a regular file");

    let (client, server) = serve(&[503, 200]).await;
    store(&client, file).await.unwrap();
    let received = server.await.unwrap();
    assert_eq!(received.len(), 2);
    for request in &received {
        assert_eq!(request.header("content-length"), Some(content.len().to_string().as_str()));
        assert_eq!(request.header("content-type"), Some("application/octet-stream"));
        assert!(request.body == content);
    }

    std::fs::write(&place, "shorter").unwrap();
    let file = File::open(&place).unwrap();
    std::fs::write(&place, "short").unwrap();
    let (client, _server) = serve(&[200, 200, 200, 200]).await;
    let error = store(&client, file.clone()).await.unwrap_err();
    let reasons_of_it = reasons(&error);
    assert!(reasons_of_it.contains("the stream ended after 5 of its 7 bytes"), "{reasons_of_it}");

    std::fs::remove_dir_all(&folder).unwrap();
    let error = store(&client, file).await.unwrap_err();
    assert!(reasons(&error).contains("No such file"), "{error:?}");
    assert!(File::open(&place).is_err());
}

#[tokio::test]
async fn a_stream_is_reopened_for_each_attempt() {
    let (client, server) = serve(&[500, 200]).await;
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let file = File::from_streams(move || {
        count.fetch_add(1, Ordering::Relaxed);
        chunks(&["one,", "", "two"])
    });
    assert_eq!(file.length(), None);
    store(&client, file.with_content_type("text/csv")).await.unwrap();
    assert_eq!(opened.load(Ordering::Relaxed), 2);
    for request in server.await.unwrap() {
        assert_eq!(request.header("transfer-encoding"), Some("chunked"));
        assert_eq!(request.header("content-type"), Some("text/csv"));
        assert_eq!(request.body, b"one,two");
    }
}

#[tokio::test]
async fn a_stream_of_known_length_has_a_content_length() {
    let (client, server) = serve(&[200]).await;
    store(&client, File::from_stream(chunks(&["one", "two"])).with_length(6)).await.unwrap();
    let received = server.await.unwrap();
    assert_eq!(received[0].header("content-length"), Some("6"));
    assert_eq!(received[0].body, b"onetwo");

    for (length, reason) in [
        (7, "the stream ended after 6 of its 7 bytes"),
        (5, "the stream has more than its 5 bytes"),
    ] {
        let (client, _server) = serve(&[200]).await;
        let file = File::from_stream(chunks(&["one", "two"])).with_length(length);
        let error = store(&client, file).await.unwrap_err();
        assert!(reasons(&error).contains(reason), "{}", reasons(&error));
    }
}

#[tokio::test]
async fn the_progress_of_a_file_is_reported() {
    let progress = || {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&reports);
        let report = move |it: Progress| kept.lock().unwrap().push((it.sent, it.total));
        (reports, report)
    };
    // Bytes in memory: progress starts again for a retry.
    let (reports, report) = progress();
    let (client, server) = serve(&[503, 200]).await;
    let file = File::new(vec![7; 150_000]).on_progress(report);
    store(&client, file.clone()).await.unwrap();
    let received = server.await.unwrap();
    assert_eq!(received[1].header("content-length"), Some("150000"));
    assert!(received.iter().all(|it| it.body == [7; 150_000]));
    let once = [(65_536, Some(150_000)), (131_072, Some(150_000)), (150_000, Some(150_000))];
    assert_eq!(*reports.lock().unwrap(), [once, once].concat());
    assert_eq!(file.as_bytes().unwrap().len(), 150_000);
    assert!(file == file.clone() && file != File::new(vec![7; 150_000]));

    // A stream without a length, as a part of a form.
    let (reports, report) = progress();
    let (client, server) = serve(&[200]).await;
    let file = File::from_streams(|| chunks(&["one", "", "three"])).on_progress(report);
    submit(&client, BTreeMap::from([("a".to_owned(), file)])).await.unwrap();
    assert!(server.await.unwrap()[0].body.windows(8).any(|it| it == b"onethree"));
    assert_eq!(*reports.lock().unwrap(), [(3, None), (8, None)]);
}

#[tokio::test]
async fn a_single_use_stream_is_not_retried() {
    let (client, server) = serve(&[503]).await;
    let file = File::from_stream(chunks(&["once"]));
    let error = store(&client, file.clone()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.await.unwrap().len(), 1);

    let (client, _server) = serve(&[200]).await;
    let error = store(&client, file).await.unwrap_err();
    assert!(reasons(&error).contains("the stream has been sent before"), "{}", reasons(&error));
}

#[tokio::test]
async fn the_error_of_a_stream_is_the_source_of_the_error_of_the_call() {
    let broken = || {
        let failed = io::Error::other("the camera was unplugged");
        Chunks([Ok(Bytes::from_static(b"one")), Err(failed)].into())
    };
    let (client, _server) = serve(&[200, 200]).await;
    let error = store(&client, File::from_streams(broken)).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert!(reasons(&error).contains("the camera was unplugged"), "{}", reasons(&error));
}

#[tokio::test]
async fn parts_of_a_form_are_streamed_between_those_in_memory() {
    let form = |stream: File| {
        let note = File::text("a note");
        BTreeMap::from([
            ("a".to_owned(), note.clone()),
            ("b".to_owned(), stream),
            ("c".into(), note),
        ])
    };
    let stream = File::from_stream(chunks(&["x", "yz"])).named("s.txt").with_length(3);
    let (client, server) = serve(&[200]).await;
    submit(&client, form(stream)).await.unwrap();
    let received = server.await.unwrap();
    let content_type = received[0].header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = std::str::from_utf8(&received[0].body).unwrap();
    assert_eq!(received[0].header("content-length"), Some(body.len().to_string().as_str()));
    let expected = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na note\r\n\
        --B\r\nContent-Disposition: form-data; name=\"b\"; filename=\"s.txt\"\r\n\
        Content-Type: application/octet-stream\r\n\r\nxyz\r\n\
        --B\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\na note\r\n--B--\r\n";
    assert_eq!(body.replace(boundary, "B"), expected);

    let (client, server) = serve(&[200]).await;
    submit(&client, form(File::from_stream(chunks(&["x"])))).await.unwrap();
    assert_eq!(server.await.unwrap()[0].header("transfer-encoding"), Some("chunked"));
}

#[tokio::test]
async fn a_stream_in_json_is_an_error() {
    let (client, _server) = serve(&[]).await;
    let files = vec![File::new("a"), File::from_stream(chunks(&["b"]))];
    let error = list(&client, files).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(reasons(&error).contains("can't be written inside JSON"), "{}", reasons(&error));
}

#[test]
fn a_file_on_disk_without_tokio_is_an_error() {
    let file = File::open(std::env::current_exe().unwrap()).unwrap();
    let client = Client::builder().server(Server::Custom("http://localhost".into()));
    let request = store(&client.build().unwrap(), file).to_request().unwrap();
    let mut body = std::pin::pin!(request.into_body());
    let mut context = Context::from_waker(std::task::Waker::noop());
    let Poll::Ready(Some(Err(error))) = body.as_mut().poll_frame(&mut context) else {
        panic!("it was read")
    };
    assert!(error.to_string().contains("tokio"), "{error}");
}

#[test]
fn files_are_equal_if_cloned_or_if_their_bytes_are_equal() {
    let stream = File::from_streams(|| chunks(&["a"]));
    assert_eq!(stream, stream.clone());
    assert_ne!(stream, File::from_streams(|| chunks(&["a"])));
    assert_ne!(stream, File::new("a"));
    assert_eq!(format!("{stream:?}"), "File { length: unknown, name: None, content_type: None }");
}
