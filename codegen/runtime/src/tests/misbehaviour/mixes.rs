//! A thousand random mixes of faults, by seed.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::faults::{Fault, all, success};
use super::numbers::Numbers;
use super::secrets::{self, Log, check_sent, printed};
use super::server::{Server, Step};
use super::{GRACE_PERIOD, builder, read};
use crate::runtime::{Client, Error, RetryPolicy};
use crate::tests::http::body;
use crate::tests::sample_api::create;
use crate::tests::tracing::traced;

const MIXES: u64 = 1000;
const MAX_CONCURRENT: usize = 32;

/// The first steps of random faults, with an occasional success.
fn steps(numbers: &mut Numbers, faults: &[Fault]) -> Vec<Step> {
    let count = 1 + numbers.below(4);
    let step = |_| match numbers.below(faults.len() as u64 + 4) as usize {
        index if index < faults.len() => faults[index].steps[0].clone(),
        _ => success(),
    };
    (0..count).map(step).collect()
}

/// One call to a server with a mix of faults.
async fn mix(seed: u64, client: Client, faults: Arc<[Fault]>) {
    let mut numbers = Numbers::of(seed);
    let steps = steps(&mut numbers, &faults);
    // The last step is repeated for all other requests.
    let refusals = match steps.iter().take_while(|it| it.is_refusal()).count() {
        all if all == steps.len() => u32::MAX - 1,
        some => some as u32,
    };
    let server = Server::start(steps).await;
    let waits = Duration::from_millis(numbers.below(20));
    let attempts = 1 + numbers.below(5) as u32;
    let policy = RetryPolicy::attempts(attempts).backoff(waits, waits * 2);
    let deadline = Duration::from_millis(50 + numbers.below(250));
    let read_timeout = Duration::from_millis(20 + numbers.below(200));
    let start = Instant::now();
    let (posts, error) = match numbers.below(3) {
        0 => {
            let call = read(&client, "x").base_url(server.url()).timeout(deadline);
            (None, outcome(call.read_timeout(read_timeout).retry(policy)).await)
        }
        kind => {
            let call = create(&client, body()).base_url(server.url()).timeout(deadline);
            let call = call.read_timeout(read_timeout).retry(policy);
            match kind {
                1 => (Some(attempts.min(1 + refusals)), outcome(call).await),
                _ => (Some(attempts), outcome(call.idempotency_key("key-1")).await),
            }
        }
    };
    let (took, sent) = (start.elapsed(), server.sent().len());
    assert!(took <= deadline + GRACE_PERIOD, "seed {seed}: {took:?} instead of {deadline:?}");
    assert!(sent <= posts.unwrap_or(attempts) as usize, "seed {seed}: sent {sent} times");
    assert!(error.is_none_or(|it| sent <= it as usize), "seed {seed}: {error:?}, {sent} requests");
    check_sent(&server);
}

/// The number of attempts of a failed call.
async fn outcome<T: Debug, E: std::error::Error + 'static>(
    call: impl IntoFuture<Output = Result<T, Error<E>>>,
) -> Option<u32> {
    let outcome = call.into_future().await;
    secrets::check(&printed(&outcome));
    outcome.err().map(|error| error.attempts())
}

async fn all_mixes(log: &Log) {
    let elsewhere = Server::start(vec![success()]).await;
    let client = log.of(builder(elsewhere.url())).response_limit(65_536).build().unwrap();
    let faults: Arc<[Fault]> = all(&elsewhere.url()).into();
    let free = Arc::new(Semaphore::new(MAX_CONCURRENT));
    let mut tasks = JoinSet::new();
    for seed in 1..=MIXES {
        let permit = Arc::clone(&free).acquire_owned().await.unwrap();
        let mix = mix(seed, client.clone(), Arc::clone(&faults));
        tasks.spawn(async move {
            mix.await;
            drop(permit);
        });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap();
    }
    assert!(elsewhere.sent().is_empty(), "a redirect was followed");
}

#[tokio::test]
async fn a_thousand_random_faults_over_real_connections() {
    let log = Log::default();
    let spans = traced(all_mixes(&log)).await;
    assert!(spans.len() as u64 >= MIXES && log.text().lines().count() as u64 >= MIXES);
    secrets::check(&spans.join("\n"));
    secrets::check(&log.text());
}
