//! A thousand random mixes of faults, by seed, on tokio's paused clock: waits of minutes, streams,
//! and the errors of transports other than HTTP over TCP.

use std::fmt::Debug;
use std::sync::LazyLock;
use std::time::Duration;

use tokio::time::Instant;

use super::CANARY;
use super::numbers::Numbers;
use super::secrets;
use crate::runtime::{Error, RetryPolicy, TransportError};
use crate::tests::sample::CustomerSessionCustomerExternalIdCreate;
use crate::tests::sample_api::{create, get, watch};
use crate::tests::script::{Record, Step, connection_refused, scripted, status, wait};

/// Truncated JSON.
static TRUNCATED_JSON: LazyLock<String> = LazyLock::new(|| format!("{{\"token\":\"{CANARY}\""));

fn step(numbers: &mut Numbers) -> Step {
    let body = |status, body| Step::Response(status, "content-type", "text/html".to_owned(), body);
    match numbers.below(20) {
        0 => connection_refused(),
        1 => Step::Fail("reset".into()),
        2 => Step::Fail(TransportError::Timeout.into()),
        3 => Step::Fail(TransportError::ConnectTimeout.into()),
        4 => Step::Break,
        5 => Step::Hang,
        6 => Step::SlowBody(Duration::from_secs(numbers.below(40)), 200),
        7 => Step::Stall(503),
        8 => wait(429, numbers.below(20)),
        9 => wait(503, "Sun, 06 Nov 1994 08:49:37 GMT"),
        10 => wait(429, "garbage"),
        11 => wait(503, 1_000_000_000),
        12 => Step::Response(302, "location", "http://elsewhere.example/".to_owned(), CANARY),
        13 => Step::Response(307, "location", "//elsewhere.example".to_owned(), CANARY),
        14 => body(200, CANARY),
        15 => body(201, &TRUNCATED_JSON),
        16 => body(204, ""),
        17 => body(418, CANARY),
        18 => status(500 + numbers.below(30) as u16),
        _ => status(200),
    }
}

/// Checks the invariants of each call, independent of its outcome.
fn check<T, E: Debug>(outcome: &Result<T, Error<E>>, record: &Record, took: Duration, seed: u64) {
    assert!(took <= Duration::from_secs(61), "seed {seed}: {took:?}");
    for request in record.requests() {
        assert_eq!(request.uri().host(), Some("api.polar.sh"), "seed {seed}");
        let url = request.uri().to_string();
        assert!(!url.contains(CANARY), "seed {seed}: {url}");
    }
    let Err(error) = outcome else { return };
    assert_eq!(error.attempts() as usize, record.count(), "seed {seed}: {error:?}");
    let mut shown = error.to_string();
    if let Error::Decode(error) = error {
        shown += &format!("{error:?}");
    }
    shown += &format!("{:?} {:?}", error.response(), error.request_id());
    secrets::check(&shown);
}

/// Whether the server can't have processed the request.
fn is_refusal(step: &Step) -> bool {
    match step {
        Step::Response(status, name, ..) => {
            *status == 429 || *status == 503 && *name == "retry-after"
        }
        Step::Fail(error) => matches!(
            error.downcast_ref(),
            Some(TransportError::Connect(_) | TransportError::ConnectTimeout)
        ),
        _ => false,
    }
}

#[tokio::test(start_paused = true)]
async fn a_thousand_random_faults_on_a_paused_clock() {
    for seed in 1..=1000 {
        let mut numbers = Numbers::of(seed);
        let kind = numbers.below(3);
        let steps: Vec<_> = (0..6).map(|_| step(&mut numbers)).collect();
        let refusals = steps.iter().take_while(|it| is_refusal(it)).count();
        let (builder, record) = scripted(steps);
        let policy = RetryPolicy::attempts(1 + numbers.below(6) as u32);
        let client = builder.access_token(CANARY).retry(policy).build().unwrap();
        let start = Instant::now();
        match kind {
            0 => check(&get(&client, "x").await, &record, start.elapsed(), seed),
            1 => check(&watch(&client).await, &record, start.elapsed(), seed),
            _ => {
                let session = CustomerSessionCustomerExternalIdCreate::new(CANARY);
                let outcome = create(&client, session).await;
                let most = 1 + refusals;
                assert!(record.count() <= most, "seed {seed}: a POST was sent again");
                check(&outcome, &record, start.elapsed(), seed);
            }
        }
    }
}
