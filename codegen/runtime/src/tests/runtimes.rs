//! Calls in tokio runtimes that lack a driver that the client needs: errors, and no panics.

use std::future::{Future, IntoFuture as _};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::sample_api::{Server, get};
use super::script::{Step, unnamed};
use crate::runtime::{Call, Client, Error, Operation};

fn runtime(enable: fn(&mut Builder) -> &mut Builder) -> Runtime {
    enable(&mut Builder::new_current_thread()).build().unwrap()
}

/// Calls with the default transport, to an IP address and to a host name.
fn calls() -> Vec<Call<super::sample_api::Get>> {
    let urls = ["http://127.0.0.1:9", "http://localhost:9"];
    let client = |url: &str| Client::builder().server(Server::Custom(url.to_owned()));
    urls.map(|url| get(&client(url).access_token("t").build().unwrap(), "x")).into()
}

fn unsent_error<Op: Operation>(outcome: Result<Op::Output, Error<Op::Error>>) -> String {
    let Err(error) = outcome else { panic!("it was sent") };
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert_eq!(error.attempts(), 0);
    error.to_string()
}

#[test]
fn without_timers_a_call_is_not_sent() {
    let drivers: [fn(&mut Builder) -> &mut Builder; 2] = [|it| it.enable_io(), |it| it];
    for enable in drivers {
        for call in calls() {
            let error = unsent_error::<super::sample_api::Get>(
                runtime(enable).block_on(call.into_future()),
            );
            assert!(error.contains("`.enable_all()`"), "{error}");
        }
    }
}

#[test]
fn timeouts_apply_to_custom_transports() {
    let (builder, record) = unnamed([Step::Hang]);
    let client = builder.access_token("t").timeout(Duration::from_millis(50)).build().unwrap();
    let outcome = runtime(|it| it.enable_io()).block_on(get(&client, "x").into_future());
    unsent_error::<super::sample_api::Get>(outcome);
    assert_eq!(record.count(), 0);
}

#[test]
fn without_io_a_call_is_not_sent() {
    for call in calls() {
        let outcome = runtime(|it| it.enable_time()).block_on(call.into_future());
        let error = unsent_error::<super::sample_api::Get>(outcome);
        assert!(error.contains("`.enable_all()`"), "{error}");
    }
}

#[test]
fn outside_of_a_runtime_a_call_is_not_sent() {
    for call in calls() {
        let mut call = pin!(call.into_future());
        let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(outcome) = polled else { panic!("it waits") };
        let error = unsent_error::<super::sample_api::Get>(outcome);
        assert!(error.contains("`.send_blocking()`"), "{error}");
    }
}
