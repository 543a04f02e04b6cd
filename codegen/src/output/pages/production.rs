//! The sections of `README.md` for programs in production: limits and retries, call options,
//! layers, logs, blocking calls.

use super::{blocks, snippet};
use crate::document::text::Text;
use crate::rust::items::{Crate, Retries};

/// Returns the sections.
pub(super) fn sections(krate: &Crate) -> String {
    let library = krate.package.library();
    let (limits, options) = (limits(krate, &library), options(&library));
    let times = match krate.client.retries {
        None => "three times".to_owned(),
        Some(Retries { attempts: 1, .. }) => "once".to_owned(),
        Some(Retries { attempts, .. }) => format!("{attempts} times"),
    };
    let repeated = format!(
        "A call times out after 60 s, connecting after 10 s, and reading after 30 s without data. A \
         response may\nhave up to 16 MiB, decoded. A request that fails with a transient error is \
         sent up to {times}, after\nrandom delays or the time that the server requests with \
         `retry-after`, within the timeout of the\ncall. One that is not idempotent, such as \
         `POST`, is only sent again if the server can't have\nprocessed it (no connection, \
         429, or 503 with `retry-after`), if it has an idempotency key, or if \
         the\npolicy allows it. If the API documents the header of such keys, each call gets a \
         key, the same for all\n\
         attempts. The calls of a client share a retry budget, `.retry_budget(..)`. Redirects are \
         only followed\nwith `.follow_redirects(..)`, and then credentials are only sent to the \
         original server."
    );
    let blocking = snippet::blocking(krate).unwrap_or_default();
    let debug = Text::joined([&krate.client.debug, &"1".into()], "=").code();
    let logs = format!(
        "With the feature `tracing`, each request is a span that follows OpenTelemetry's \
         semantic conventions\nfor HTTP clients. {debug} in the environment writes requests and \
         responses to standard error.\nNeither shows credentials or bodies; `..` replaces the path of the server's URL.\n\n\
         `Debug` of a type hides the properties that are `redacted` in api.txt, such as tokens. They are \
         plain\nvalues: `Display` and serialization show them."
    );
    blocks([
        "## Limits and retries",
        &repeated,
        &limits,
        "## Options of a call",
        "Options are set before the call is awaited:",
        &options,
        "An idempotency key must be new for each logical operation, such as one order. The attempts of a \
         call have\nthe same key; set it to the same value again only to retry that operation, for example \
         after a restart:\nfor a key that it already knows, the server may return the earlier response.",
        "`.with_response()` also returns the status, the headers and the server's request id; \
         `.download()`\nstreams the bytes of the response.",
        "`.query_parameter(name, value)` and `.header(name, value)` add undocumented parameters and headers.",
        "## Undocumented routes",
        "`client.request(method, path)` calls a route that the document doesn't describe, with the \
         credentials,\nretries, limits and errors of all other calls. The path is relative to the URL \
         of the server; the values\nof its parameters don't appear in logs or errors:",
        &undocumented(krate, &library),
        "`.send::<T>()` decodes a successful response as a type of this crate, as a \
         `serde_json::Value`, or as\n`json::Serde<T>` for any type with `Deserialize`. Without it, a \
         successful response is a `RawResponse`. If\nthe document doesn't declare credentials for all \
         operations, the first credential of the client is sent;\n`.scheme(name)` selects another.",
        "## Layers, and other HTTP clients",
        "`ClientBuilder::layer` adds any `tower` layer to the transport: it is called for each attempt, \
         and can add\nheaders, write logs or cache responses. `ClientBuilder::transport` replaces \
         reqwest with any `tower` service for\nthe types of the crate `http`, and \
         `ClientBuilder::reqwest` sets your own reqwest client, such as one with a\nproxy. The \
         documentation of these methods has examples.",
        "## Browsers",
        "On `wasm32-unknown-unknown`, with `wasm-bindgen`, requests go through `fetch`, with the same \
         limits and\nretries. The server has to allow the page's origin (CORS). There is no limit \
         for connecting alone, the\nwhole body of a request is read before it is sent, redirects are \
         not followed, and API keys in cookies\ncan't be sent.",
        "## Logs and traces",
        &logs,
        "## Without async",
        "With the feature `blocking`, `.send_blocking()` replaces `.await`, and `.blocking()` turns a \
         stream into\nan iterator. The program needs no asynchronous runtime:",
        &blocking,
        "## Tests",
        "With the feature `testing`, `testing::Mock` is a transport that returns prepared responses instead \
         of\nsending requests, and records the requests. With `testing::Example`, `T::example()` returns \
         a value of a\ntype, from the examples of the document.",
        &snippet::mocked(krate).unwrap_or_default(),
        "`.json(status, &body)` responds with JSON, such as an error of the document; `.answers(..)` with \
         any media\ntype, `.responds(..)` with a response that is computed from the request; and \
         `.refuses()` refuses the\nconnection. `.header(..)` and `.delay(..)` apply to the response \
         before them. Several responses are used\none after the other, and the last one is \
         repeated. `ClientBuilder::timer` can skip the waits of retries.",
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
