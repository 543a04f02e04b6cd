//! One token request for many calls, some of which are dropped.

use std::future::{Future, IntoFuture as _, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use super::oauth::{granted, list, order, sent, shop, token};
use super::script::{Record, Step, connection_refused, status};
use crate::runtime::{Client, OAuthGrant, RetryPolicy};

/// A token response that takes ten seconds.
fn slow() -> Step {
    Step::Later(Duration::from_secs(10), 200, granted("one", 3600))
}

fn client(steps: impl IntoIterator<Item = Step>) -> (Client, Record) {
    let (builder, record) = shop(steps);
    (builder.client_credentials("app", "hunter2").build().unwrap(), record)
}

/// Polls a future once.
async fn started<F: Future + Unpin>(future: &mut F) {
    poll_fn(|context| {
        assert!(Pin::new(&mut *future).poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_one_token_request() {
    let (client, record) = client([slow()].into_iter().chain((0..50).map(|_| status(200))));
    let calls = (0..50).map(|_| tokio::spawn(list(&client).into_future()));
    let calls: Vec<_> = calls.collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(record.count(), 51);
    assert!(sent(&record)[1..].iter().all(|it| it == "Bearer one"));
}

#[tokio::test(start_paused = true)]
async fn other_scopes_need_another_token_request() {
    let (client, record) = client([slow(), slow(), status(200), status(200)]);
    let (one, other) = tokio::join!(list(&client).into_future(), order(&client).into_future());
    one.unwrap();
    other.unwrap();
    assert!(sent(&record)[..2].iter().all(|it| it.starts_with("grant_type")));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_does_not_cancel_the_token_request() {
    let (client, record) = client([slow(), status(200)]);
    let mut first = list(&client).into_future();
    started(&mut first).await;
    let second = tokio::spawn(list(&client).into_future());
    tokio::time::sleep(Duration::from_secs(1)).await;
    drop(first);
    second.await.unwrap().unwrap();
    assert_eq!(record.times()[1], Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn a_token_request_outlives_a_call_that_times_out() {
    let (client, record) = client([slow(), status(200)]);
    let timed_out = list(&client).timeout(Duration::from_secs(1)).await.unwrap_err();
    assert!(timed_out.is_timeout(), "{timed_out:?}");
    // The response may have contained the only valid refresh token.
    list(&client).await.unwrap();
    assert_eq!(record.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_stale_token_request_is_sent_again() {
    let (client, record) = client([Step::Hang, token("one"), status(200)]);
    let timed_out = list(&client).timeout(Duration::from_secs(1)).await.unwrap_err();
    assert!(timed_out.is_timeout(), "{timed_out:?}");
    tokio::time::sleep(Duration::from_secs(3600)).await;
    list(&client).retry(RetryPolicy::none()).await.unwrap();
    assert_eq!(record.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_failed_token_request_fails_all_waiting_calls() {
    let (client, record) = client([
        Step::Later(Duration::from_secs(1), 400, r#"{"error": "invalid_client"}"#.to_owned()),
        token("one"),
        status(200),
    ]);
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(list(&client).into_future())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.token_error().unwrap().code(), Some("invalid_client"));
    }
    assert_eq!(record.count(), 1);
    list(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_failed_token_request_is_sent_again_by_the_next_call() {
    let (client, record) = client([connection_refused(), token("one"), status(200)]);
    // A `POST`, whose order was not sent.
    order(&client).await.unwrap();
    assert_eq!(record.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn calls_rejected_together_renew_the_token_once() {
    let (client, record) = client(
        [token("one")]
            .into_iter()
            .chain((0..5).map(|_| Step::Later(Duration::from_secs(1), 401, String::new())))
            .chain([Step::Later(Duration::from_secs(1), 200, granted("two", 3600))])
            .chain((0..5).map(|_| status(200))),
    );
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(list(&client).into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(record.count(), 12);
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_callback_does_not_block_other_calls() {
    let rotated = r#"{"access_token": "one", "refresh_token": "second"}"#.to_owned();
    let (builder, record) =
        shop([Step::Later(Duration::from_secs(1), 200, rotated), token("two"), status(200)]);
    let grant = OAuthGrant::refresh_token("first").on_rotation(|_| async { panic!("full") });
    let client = builder.shop(grant).build().unwrap();
    let calls: Vec<_> = (0..2).map(|_| tokio::spawn(list(&client).into_future())).collect();
    let mut panics = 0;
    for call in calls {
        match call.await {
            Err(error) => panics += usize::from(error.is_panic()),
            Ok(outcome) => outcome.unwrap(),
        }
    }
    assert_eq!((panics, record.count()), (1, 3));
    assert_eq!(sent(&record)[1], "grant_type=refresh_token&refresh_token=second");
}
