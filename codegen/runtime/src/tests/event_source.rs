//! Server-sent events with automatic reconnection, on a virtual clock.

use std::time::Duration;

use super::sample_api::watch;
use super::script::{Record, Step, refused, status, unnamed};
use crate::runtime::{Client, Error, RetryPolicy};

fn events(text: &'static str) -> Step {
    Step::Answer(200, "content-type", "text/event-stream".to_owned(), text)
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
async fn a_connection_that_ends_is_made_again() {
    let (client, record) = serve([
        events("id: a\ndata: 1\n\nretry: 100\ndata: 2\n\n"),
        events(""),
        events("id: b\ndata: 3\n\n"),
        Step::Answer(200, "content-type", "text/event-stream".to_owned(), "data: [DONE]\n\n"),
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
async fn one_that_breaks_off_is_made_again_after_a_longer_wait() {
    let (client, record) =
        serve([Step::Break, refused(), status(503), events("data: 1\n\n"), status(404)]);
    let mut source = watch(&client).event_source();
    // `Break` has no media type, and is treated as a stream.
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(record.times(), [0, 6, 18, 42].map(Duration::from_secs));
    assert!(matches!(source.next().await, Some(Err(Error::Api(_)))), "the API refuses");
    assert!(source.next().await.is_none());
    assert_eq!(record.times()[4], Duration::from_secs(45));
}

#[tokio::test(start_paused = true)]
async fn five_failures_are_the_end() {
    let (client, record) = serve([(); 5].map(|()| refused()));
    let mut source = watch(&client).event_source();
    assert!(matches!(source.next().await, Some(Err(Error::Connect { .. }))));
    assert!(source.next().await.is_none());
    assert_eq!(record.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_is_none_is_no_end() {
    let (client, _) = serve([events("data: x\n\ndata: 1\n\n")]);
    let mut source = watch(&client).event_source();
    assert!(matches!(source.next().await, Some(Err(Error::Decode(_)))));
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert_eq!(format!("{source:?}"), r#"EventSource { operation: "watch", failures: 0, .. }"#);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_no_header_holds_is_dropped() {
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
async fn the_id_and_the_wait_of_an_event_without_data_count() {
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
async fn an_event_after_another_connection_has_the_id_of_the_last_one() {
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
async fn the_wait_has_a_floor_and_a_cap() {
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
async fn no_content_is_the_end() {
    let (client, _) = serve([events("data: 1\n\n"), status(204)]);
    let mut source = watch(&client).event_source();
    assert_eq!(source.next().await.unwrap().unwrap().data, 1);
    assert!(source.next().await.is_none());
}
