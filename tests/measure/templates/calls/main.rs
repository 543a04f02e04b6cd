//! Makes the same call with the generated client and with reqwest and serde_json, in alternating
//! turns, to a server in another process; prints a line of numbers for each turn. The first
//! argument is `time`, or `count` to count allocations; the second one is the number of turns.

mod allocations;
mod plain;
mod server;

use std::future::Future;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use ours::types::CustomerSessionCustomerExternalIdCreate;
use ours::{Client, Server};
use tokio::task::JoinSet;

/// The number of calls in a turn.
const CALLS: usize = 10_000;
/// The number of concurrent calls.
const MAX_CONCURRENT: usize = 256;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match arguments.next().as_deref() {
        Some("serve") => runtime.block_on(server::serve()),
        mode => {
            if mode == Some("count") {
                allocations::count();
            }
            let turns = arguments.next().and_then(|it| it.parse().ok());
            let turns = turns.expect("the number of turns");
            let (mut process, url) = server::start();
            runtime.block_on(turns_of_both(turns, url));
            process.kill().expect("the server is there to the end");
            process.wait().expect("it ends");
        }
    }
}

async fn turns_of_both(turns: usize, url: String) {
    let builder = Client::builder().server(Server::Custom(url.clone())).access_token("token");
    let client = builder.build().expect("a client");
    let ours = move || {
        let client = client.clone();
        async move {
            let body = CustomerSessionCustomerExternalIdCreate::new("usr_1337")
                .return_url("https://example.com/account");
            let session = client.customer_sessions().create(body).await.expect("a session");
            session.token.len()
        }
    };
    let by_hand = plain::Client::new(url);
    let plain = move || {
        let client = by_hand.clone();
        async move { client.create().await.expect("a session").token.len() }
    };
    for turn in 0..turns {
        // The order alternates, since the first client of a turn finds the machine in another
        // state.
        if turn % 2 == 0 {
            measure("ours", ours.clone()).await;
            measure("plain", plain.clone()).await;
        } else {
            measure("plain", plain.clone()).await;
            measure("ours", ours.clone()).await;
        }
    }
}

/// Makes the calls of a turn, and prints the measurements: the wall-clock time in seconds, the CPU
/// time of this process in seconds, allocations, bytes allocated, peak bytes, and bytes still
/// allocated at the end; the last four are 0 if allocations are not counted.
async fn measure<F>(name: &str, call: impl Fn() -> F + Clone + Send + Sync + 'static)
where
    F: Future<Output = usize> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    let before = allocations::reset();
    let (start, processor) = (Instant::now(), processor_seconds());
    for _ in 0..MAX_CONCURRENT {
        let (call, next) = (call.clone(), Arc::clone(&next));
        tasks.spawn(async move {
            let mut bytes = 0;
            while next.fetch_add(1, Ordering::Relaxed) < CALLS {
                bytes += call().await;
            }
            bytes
        });
    }
    let mut bytes = 0;
    while let Some(outcome) = tasks.join_next().await {
        bytes += outcome.expect("a task does not panic");
    }
    assert_eq!(bytes, CALLS * "polar_cst_1337".len());
    let seconds = start.elapsed().as_secs_f64();
    let processor = processor_seconds() - processor;
    let after = allocations::now();
    let count = after.count - before.count;
    let allocated = after.bytes - before.bytes;
    let mut output = std::io::stdout();
    writeln!(
        output,
        "{name} {seconds} {processor} {count} {allocated} {} {}",
        after.peak, after.held
    )
    .expect("a reader");
}

/// Returns the CPU time of this process so far; 0 if the system doesn't report it.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name of the program, which may contain spaces: user and system time in hundredths
    // of a second.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() / 100.0
}
