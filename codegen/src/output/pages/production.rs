//! The sections of `README.md` that are for a program in production: limits and retries, the
//! options of a call, layers, logs, calls without async.

use super::{blocks, snippet};
use crate::document::text::Text;
use crate::rust::items::{Crate, Retries};

/// The sections.
pub(super) fn sections(krate: &Crate) -> String {
    let library = krate.package.library();
    let (limits, options) = (limits(krate, &library), options(&library));
    let times = match krate.client.retries {
        None => "three times".to_owned(),
        Some(Retries { attempts: 1, .. }) => "once".to_owned(),
        Some(Retries { attempts, .. }) => format!("{attempts} times"),
    };
    let repeated = format!(
        "A call has 60 s, 10 s of them to connect and 30 s for each pause; a response may have \
         16 MiB, decoded.\nA request that fails for a while is sent up to {times}, with \
         random waits or for as long as the\nserver asks with `retry-after`, within the time of \
         the call. One that is not idempotent, such as\n`POST`, is sent again where it was \
         certainly not carried out (no connection, 429, or 503 with\n`retry-after`), with an \
         idempotency key, or where the policy says so. Where the API documents the header\nof \
         such keys, each call has one by itself, the same for all attempts. The calls of a client \
         share a\nbudget of retries, `.retry_budget(..)`. Redirects are not\nfollowed unless \
         `.follow_redirects(..)` says so, and then credentials stay with the server."
    );
    let debug = Text::joined([&krate.client.debug, &"1".into()], "=").code();
    let logs = format!(
        "With the feature `tracing`, each request is a span by OpenTelemetry's semantic \
         conventions for\nHTTP clients. {debug} in the environment writes requests and \
         responses to standard error.\nNeither shows a credential or a body."
    );
    blocks([
        "## Limits and retries",
        &repeated,
        &limits,
        "## Options of a call",
        "They are set before it is awaited:",
        &options,
        "`.with_response()` gives the status, the headers and the server's request id as well; \
         `.download()`\nthe bytes of an answer as they come in.",
        "`.query_parameter(name, value)` adds one that the document lacks, as `.header(..)` does.",
        "## Routes that the document lacks",
        "They are called with the credentials, retries, limits and errors of all others. The path is \
         below the\nclient's server, and its parameters are in no log or error:",
        &undocumented(krate, &library),
        "`.send::<T>()` reads a success as a type of this crate, as a `serde_json::Value`, or as \
         `json::Serde<T>`\nby serde; without it, a success is a `RawResponse`. Where the document \
         names no credentials for all\noperations, the first one of the client is sent; \
         `.scheme(name)` chooses another.",
        "## Layers, and other HTTP clients",
        "`ClientBuilder::layer` puts any layer of `tower` around the transport: it sees each \
         attempt, to add a\nheader, to log or to cache. `ClientBuilder::transport` takes any \
         `tower` service over the types of\nthe crate `http` instead of reqwest, and \
         `ClientBuilder::reqwest` a client of reqwest's own, such as\none with a proxy. Their \
         documentation has examples.",
        "## Browsers",
        "On `wasm32-unknown-unknown`, with `wasm-bindgen`, requests go through `fetch`, with the same \
         limits and\nretries. The server has to allow the page's origin (CORS). There is no limit \
         for connecting alone, the\nwhole body of a request is read before it is sent, redirects are \
         not followed, and API keys in cookies\ncan't be sent.",
        "## Logs and traces",
        &logs,
        "## Without async",
        "With the feature `blocking`, `.send_blocking()` stands in place of `.await`, and \
         `.blocking()` makes\nan iterator of a stream. The program needs no asynchronous runtime.",
        "## Tests",
        "With the feature `testing`, `testing::Mock` answers in place of the API, without sockets, \
         and tells what\nit was sent; `T::example()` is a value of a type. The documentation of \
         `testing` has examples.",
    ])
}

fn limits(krate: &Crate, library: &str) -> String {
    let variable = &krate.client.variable;
    snippet::fenced(&format!(
        "use std::time::Duration;\n\n\
         use {library}::{{Client, RetryPolicy}};\n\n\
         fn run() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let {variable} = Client::builder()\n        \
         .credentials_from_env()\n        \
         .timeout(Duration::from_secs(20))\n        \
         .response_limit(1024 * 1024)\n        \
         .retry(RetryPolicy::attempts(5))\n        \
         .build()?;\n    \
         println!(\"{{{variable}:?}}\");\n    Ok(())\n}}"
    ))
}

fn undocumented(krate: &Crate, library: &str) -> String {
    let variable = &krate.client.variable;
    snippet::fenced(&format!(
        "use {library}::http::Method;\n\
         use {library}::serde_json::{{Value, json}};\n\
         use {library}::{{Client, Error}};\n\n\
         async fn archive({variable}: &Client, id: &str) -> Result<Value, Error> {{\n    \
         let archived = {variable}\n        \
         .request(Method::POST, \"/v1/new/{{id}}/archive\")\n        \
         .path(\"id\", id)\n        \
         .query(\"notify\", true)\n        \
         .json(&json!({{\"reason\": \"closed\"}}))\n        \
         .send::<Value>()\n        \
         .await?;\n    \
         Ok(archived)\n}}"
    ))
}

fn options(library: &str) -> String {
    snippet::fenced(&format!(
        "use std::time::Duration;\n\n\
         use {library}::{{Call, Error, Operation, RetryPolicy, Server}};\n\n\
         async fn carefully<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> \
         {{\n    \
         call.timeout(Duration::from_secs(5))\n        \
         .retry(RetryPolicy::attempts(2))\n        \
         .idempotency_key(\"order-1337\")\n        \
         .header(\"x-part\", \"checkout\")\n        \
         .server(Server::Custom(\"https://proxy.example.com\".to_owned()))\n        \
         .await\n}}"
    ))
}
