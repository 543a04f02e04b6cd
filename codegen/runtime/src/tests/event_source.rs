//! Server-sent events with automatic reconnection, on a virtual clock.

use std::time::Duration;

use super::sample_api::watch;
use super::script::{Record, Step, connection_refused, status, unnamed};
use crate::runtime::{Client, Error, RetryPolicy};

fn events(text: &'static str) -> Step {
    Step::Response(200, "content-type", "text/event-stream".to_owned(), text)
}

fn serve<const N: usize>(steps: [Step; N]) -> (Client, Record) {
    let (builder, record) = unnamed(steps);
    (builder.retry(RetryPolicy::none()).build().unwrap(), record)
}

fn ids(record: &Record) -> Vec<String> {
    let id = |it: &http::Request<_>| it.headers().get("last-event-id").cloned();
    let ids = record.requests().iter().map(id).collect::<Vec<_>>();
    ids.iter().map(|it| it.as_ref().map_or("", |it| it.to_str().unwrap()).to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn an_event_source_reconnects_when_the_connection_ends() {
    let (client, record) = serve([
        events("id: a\ndata: 1\n\nretry: 100\ndata: 2\n\n"),
        events(""),
        events("id: b\ndata: 3\n\n"),
        Step::Response(200, "content-type", "text/event-stream".to_owned(), "data: [DONE]\n\n"),
    ]);
    let mut source = watch(&client).event_source();
    for expected in [1, 2, 3] {
        assert_eq!(source.next().await.unwrap().unwrap().data, expected);
    }
    assert_eq!(source.last_event_id(), Some("b"));
    assert!(source.next().await.is_none());
    assert!(source.next().await.is_none());
    assert_eq!(ids(&record), ["", "a", "a", "b"]);
    assert_eq!(record.times(), [0, 100, 200, 300].map(Duration::from_millis));
}

#[tokio::test(start_paused = true)]
async fn an_event_source_backs_off_after_failures() {
    let (client, record) =
        serve([Step::Break, connection_refused(), status(503), events("data: 1\n\n"), status(404)]);
    let mut source = watch(&client).event_source();
    // `Break` has no media type, and is treated as a stream.
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(record.times(), [0, 6, 18, 42].map(Duration::from_secs));
    assert!(matches!(source.next().await, Some(Err(Error::Api(_)))), "the API refuses");
    assert!(source.next().await.is_none());
    assert_eq!(record.times()[4], Duration::from_secs(45));
}

#[tokio::test(start_paused = true)]
async fn five_failures_end_an_event_source() {
    let (client, record) = serve([(); 5].map(|()| connection_refused()));
    let mut source = watch(&client).event_source();
    assert!(matches!(source.next().await, Some(Err(Error::Connect { .. }))));
    assert!(source.next().await.is_none());
    assert_eq!(record.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_invalid_event_does_not_end_an_event_source() {
    let (client, _) = serve([events("data: x\n\ndata: 1\n\n")]);
    let mut source = watch(&client).event_source();
    assert!(matches!(source.next().await, Some(Err(Error::Decode(_)))));
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(format!("{source:?}"), r#"EventSource { operation: "watch", failures: 0, .. }"#);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_invalid_in_a_header_is_ignored() {
    let long: &str = Box::leak(format!("id: {}\ndata: 4\n\n", "x".repeat(5000)).into());
    let (client, record) = serve([
        events("id: \u{1}\ndata: 1\n\n"),
        events("id: é\n\nid: a\u{7f}\ndata: 2\n\n"),
        events("id: a\0b\ndata: 3\n\n"),
        events(long),
        events("data: [DONE]\n\n"),
    ]);
    let mut source = watch(&client).event_source();
    for (number, id) in [(1, None), (2, Some("é")), (3, Some("é")), (4, Some("é"))] {
        let event = source.next().await.unwrap().unwrap();
        assert_eq!((event.data, event.id.as_deref()), (number, id));
    }
    assert!(source.next().await.is_none());
    let sent = |it: &http::Request<_>| it.headers().get("last-event-id").cloned();
    let sent: Vec<_> = record.requests().iter().map(sent).collect();
    let e = http::HeaderValue::from_bytes("é".as_bytes()).unwrap();
    assert_eq!(sent, [None, None, Some(e.clone()), Some(e.clone()), Some(e)]);
}

#[tokio::test(start_paused = true)]
async fn the_id_and_the_retry_of_an_event_without_data_are_used() {
    let (client, record) = serve([
        events("id: a\ndata: 1\n\nid: b\nretry: 200\n\n"),
        events("retry: 300\n"),
        // Not terminated by an empty line.
        events("id: c\n"),
        // An empty id resets the last event id.
        events("id\n\n"),
        events("data: [DONE]\n\n"),
    ]);
    let mut source = watch(&client).event_source();
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(source.last_event_id(), Some("a"));
    assert!(source.next().await.is_none());
    assert_eq!(ids(&record), ["", "b", "b", "b", ""]);
    assert_eq!(record.times(), [0, 200, 500, 800, 1100].map(Duration::from_millis));
}

#[tokio::test(start_paused = true)]
async fn the_last_event_id_survives_reconnection() {
    let (client, record) =
        serve([events("id: a\ndata: 1\n\n"), events("data: 2\n\n"), events("data: [DONE]\n\n")]);
    let mut source = watch(&client).event_source();
    for number in [1, 2] {
        let event = source.next().await.unwrap().unwrap();
        assert_eq!((event.data, event.id.as_deref()), (number, Some("a")));
        assert_eq!(source.last_event_id(), Some("a"));
    }
    assert!(source.next().await.is_none());
    assert_eq!(ids(&record), ["", "a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn the_reconnection_time_is_clamped() {
    let (client, record) = serve([
        events("retry: 0\ndata: 1\n\n"),
        events("retry: 1\n\n"),
        events("retry: 99999999999\n\n"),
        events("retry: 99999999999999999999999999\ndata: 2\n\n"),
        events("retry: soon\nretry: -1\nretry\ndata: [DONE]\n\n"),
    ]);
    let mut source = watch(&client).event_source();
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(source.next().await.unwrap().unwrap().data, 2);
    assert!(source.next().await.is_none());
    assert_eq!(record.times(), [0, 100, 200, 300_200, 600_200].map(Duration::from_millis));
}

#[tokio::test(start_paused = true)]
async fn no_content_ends_an_event_source() {
    let (client, _) = serve([events("data: 1\n\n"), status(204)]);
    let mut source = watch(&client).event_source();
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert!(source.next().await.is_none());
}
