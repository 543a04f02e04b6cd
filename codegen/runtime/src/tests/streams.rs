//! Streamed bodies.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;

use crate::runtime::json::RawJson;
use crate::runtime::{Error, Event, IncomingResponse, RawResponse};

/// A body in these chunks.
struct Chunks(VecDeque<Bytes>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| Ok(Frame::data(chunk))))
    }
}

/// A response whose body is received in chunks of this length.
fn response(content_type: &str, body: &[u8], length: usize) -> IncomingResponse {
    let chunks = body.chunks(length).map(Bytes::copy_from_slice).collect();
    let response = http::Response::builder().header("content-type", content_type);
    IncomingResponse::new(response.body(Chunks(chunks)).unwrap())
}

/// The events of a body, which are the same for all chunk lengths.
async fn text_events(body: &str) -> Vec<Event<String>> {
    let mut expected = None;
    for length in [1, 2, 3, 5, body.len().max(1)] {
        let response = response("text/event-stream; charset=utf-8", body.as_bytes(), length);
        let mut events = response.text_events().unwrap();
        let mut found = Vec::new();
        while let Some(event) = events.next().await {
            found.push(event.unwrap());
        }
        assert_eq!(*expected.get_or_insert_with(|| found.clone()), found, "{body:?} by {length}");
    }
    expected.unwrap_or_default()
}

fn data(events: &[Event<String>]) -> Vec<&str> {
    events.iter().map(|event| event.data.as_str()).collect()
}

#[tokio::test]
async fn all_line_endings_are_accepted() {
    let events = text_events("data: 1\n\ndata: 2\r\n\r\ndata: 3\r\rdata: 4\r\n\ndata: 5\n\n").await;
    assert_eq!(data(&events), ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn events_are_read_from_their_fields() {
    let text = "\u{FEFF}: hello\nevent: add\nid: 7\nretry: 250\ndata: a\ndata:b\ndata\nfoo: x\n\n\
                data: same id\nid: 8\0\nretry: soon\n\nid\ndata:  two spaces\n\n";
    let events = text_events(text).await;
    assert_eq!(data(&events), ["a\nb\n", "same id", " two spaces"]);
    assert_eq!(events[0].event.as_deref(), Some("add"));
    assert_eq!(events[0].retry, Some(Duration::from_millis(250)));
    assert_eq!((events[1].event.as_deref(), events[1].retry), (None, None));
    let ids: Vec<_> = events.iter().map(|event| event.id.as_deref()).collect();
    assert_eq!(ids, [Some("7"), Some("7"), None]);
}

#[tokio::test]
async fn an_incomplete_event_is_ignored() {
    assert_eq!(data(&text_events("data: 1\n\ndata: 2\n").await), ["1"]);
    assert_eq!(data(&text_events("event: ping\n\n\n\ndata: é\n\n").await), ["é"]);
    assert!(text_events("").await.is_empty());
}

#[tokio::test]
async fn the_done_marker_is_not_an_error() {
    let body = b"data: 1\n\ndata:\n\ndata: [DONE]\n\ndata: 2\n\n";
    let mut events = response("text/event-stream", body, 4).events::<i64>().unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    assert!(events.next().await.is_none());
    let mut events = response("text/event-stream", body, 4).text_events().unwrap();
    let mut count = 0;
    while let Some(event) = events.next().await {
        event.unwrap();
        count += 1;
    }
    assert_eq!(count, 4);
}

#[tokio::test]
async fn an_invalid_event_does_not_end_the_stream() {
    let body = b"id: a\ndata: \"canary\"\n\nid: b\ndata: 2\n\n";
    let mut events = response("text/event-stream", body, 9).events::<i64>().unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    let Error::Decode(invalid) = error else { panic!("{error:?}") };
    assert_eq!(invalid.body_excerpt(), "\"canary\"");
    assert_eq!(events.next().await.unwrap().unwrap().data, 2);
    assert_eq!(events.last_event_id(), Some("b"));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_whole_event_is_an_object() {
    let body = b"event: add\nid: 1\nretry: 5\ndata: {\"n\":1}\n\nevent: end\ndata: [DONE]\n\n";
    let mut events = response("text/event-stream", body, 7).whole_events::<RawJson>().unwrap();
    let first = events.next().await.unwrap().unwrap().data;
    assert_eq!(first.as_str(), r#"{"data":{"n":1},"event":"add","id":"1","retry":5}"#);
    let last = events.next().await.unwrap().unwrap().data;
    assert_eq!(last.as_str(), r#"{"data":"[DONE]","event":"end","id":"1"}"#);
}

#[tokio::test]
async fn another_media_type_is_not_an_event_stream() {
    let response = response("application/json", b"{}", 9);
    let response = response.events::<i64>().unwrap_err();
    assert!(response.is("Application/JSON") && response.is("*/*") && response.is("application/*"));
    let response = http::Response::builder().header("content-type", "application/json");
    let response = RawResponse::new(response.body(Bytes::from_static(b"{}")).unwrap());
    let error = response.events::<i64, Infallible>().unwrap_err();
    let shown = "the API returned 200 OK, but its application/json body does not match the OpenAPI \
                 document: ";
    assert!(error.to_string().starts_with(shown), "{error}");
}

#[tokio::test]
async fn json_values_are_separated_by_lines_or_records() {
    let lines: &[u8] = b"\xEF\xBB\xBF1\r\n\n 2 \n3";
    let records = b"\x1E1\n\x1E[\n2]\n\x1E\x1E3\n";
    for length in [1, 2, 100] {
        let mut values = response("application/jsonl", lines, length).lines::<i64>().unwrap();
        for expected in 1..=3 {
            assert_eq!(values.next().await.unwrap().unwrap(), expected);
        }
        assert!(values.next().await.is_none());
        let body = response("application/json-seq", records, length);
        let mut values = body.records::<RawJson>().unwrap();
        for expected in ["1", "[\n2]", "3"] {
            assert_eq!(values.next().await.unwrap().unwrap().as_str(), expected);
        }
        assert!(values.next().await.is_none());
    }
}
