//! Layers around the transport.

use std::time::Duration;

use http::{HeaderValue, Request};
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;
use tower::util::{BoxCloneSyncService, MapRequestLayer};

use super::sample_api::get;
use super::script::{Step, connection_refused, scripted, status};
use crate::runtime::{Body, Client, Error, ResponseBody, RetryPolicy, Route};

/// Appends a header field.
fn named(
    name: &'static str,
) -> MapRequestLayer<impl Fn(Request<Body>) -> Request<Body> + Clone + Send + Sync + 'static> {
    MapRequestLayer::new(move |mut request: Request<Body>| {
        request.headers_mut().append("x-by", HeaderValue::from_static(name));
        request
    })
}

#[tokio::test(start_paused = true)]
async fn layers_wrap_each_attempt_in_order() {
    let (builder, record) = scripted([connection_refused(), status(200)]);
    let client = builder.layer(named("first")).layer(named("second")).build().unwrap();
    get(&client, "x").await.unwrap();
    assert_eq!(record.attempts(), [1, 2]);
    for request in record.requests() {
        let seen: Vec<_> = request.headers().get_all("x-by").iter().collect();
        assert_eq!(seen, ["first", "second"]);
        let route = request.extensions().get::<Route>().unwrap();
        assert_eq!((route.operation, route.template), ("get", "/v1/things/{id}"));
        assert!(route.deadline.is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn tower_layers_limit_requests() {
    let (builder, record) = scripted([status(200), status(200), Step::Hang]);
    let builder = builder.layer(TimeoutLayer::new(Duration::from_secs(1)));
    let builder = builder.layer(ConcurrencyLimitLayer::new(1)).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    let (a, b) = tokio::join!(get(&client, "a").into_future(), get(&client, "b").into_future());
    assert!(a.is_ok() && b.is_ok() && record.count() == 2);
    // The error of a layer is a transport error.
    let error = get(&client, "x").await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "request timed out");
}

#[tokio::test]
async fn any_service_is_a_transport() {
    let echo = tower::service_fn(|request: Request<Body>| async move {
        let text = request.uri().to_string();
        Ok::<_, std::convert::Infallible>(http::Response::new(ResponseBody::from(
            bytes::Bytes::from(text),
        )))
    });
    let echo = BoxCloneSyncService::new(echo);
    let client = Client::builder().access_token("t").transport(echo).build().unwrap();
    assert_eq!(get(&client, "a b").await.unwrap(), "https://api.polar.sh/v1/things/a%20b");
}

/// The client needs no tokio if there are no timeouts.
#[test]
fn a_call_runs_on_any_executor() {
    let (builder, _) = scripted([status(200)]);
    let client = builder.build().unwrap();
    let mut call = get(&client, "x").into_future();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(outcome) = call.as_mut().poll(&mut context) else {
        panic!("it waits for something");
    };
    assert_eq!(outcome.unwrap(), "later");
}
