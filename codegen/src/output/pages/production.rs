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
    let keys = match has_keys(krate) {
        true => {
            "Each call of an operation with a documented header for such keys gets one, the same for all \
             attempts."
        }
        false => {
            "The API documents no header for such keys, so no call gets one: set one only if the server \
             supports it."
        }
    };
    let repeated = format!(
        "A call times out after 60 s, connecting after 10 s, and reading after 30 s without data. A \
         response may\nhave up to 16 MiB, decoded. A request that fails with a transient error (a \
         failed connection,\nor the status 408, 425, 429 or 5xx) is sent up to {times}, after random \
         delays or the time that the\nserver requests with `retry-after`, within the timeout of the \
         call. One that is not idempotent, such as `POST`\nor `PATCH`, is only sent again if the server \
         can't have processed it (no connection, 429, or 503 with\n`retry-after`), if it has an \
         idempotency key, or if the policy allows it.\n{keys}\nThe calls of a client share a retry budget, `.retry_budget(..)`. Redirects are \
         only followed\nwith `.follow_redirects(..)`, and then credentials are only sent to the \
         original server."
    );
    let blocking = snippet::blocking(krate).unwrap_or_default();
    let debug = Text::joined([&krate.client.debug, &"1".into()], "=").code();
    let logs = format!(
        "With the feature `tracing`, each request is a span that follows OpenTelemetry's \
         semantic conventions\nfor HTTP clients. {debug} in the environment writes requests and \
         responses to standard error.\nNeither shows credentials or bodies; `..` replaces the path of the server's URL.\n\n\
         `Debug` of a type hides the properties that are `redacted` in api.txt, such as tokens. It shows \
         all others,\nsuch as URLs that contain a token; `Display` and serialization hide nothing."
    );
    blocks([
        "## Limits and retries",
        &repeated,
        &limits,
        "## Options of a call",
        "Options are set before the call is awaited:",
        &options,
        "An idempotency key must be new for each logical operation, such as one order, and supported by \
         the server:\na call with a key is sent again after any transient error. All attempts of a call \
         have the same key. Use a key\nagain only to retry the same operation, for example after a \
         restart; the server may then return its earlier\nresponse.",
        "`.with_response()` also returns the status, the headers and the server's request id; \
         `.download()`\nstreams the bytes of the response. Both come after the methods for parameters.",
        "`.query_parameter(name, value)` and `.header(name, value)` add undocumented parameters and headers.",
        "## Undocumented routes",
        "`client.request(method, path)` calls a route that the document doesn't describe, with the \
         credentials,\nretries, limits and errors of all other calls. The path is relative to the URL \
         of the server; the values\nof its parameters don't appear in logs or errors:",
        &undocumented(krate, &library),
        "`.send::<T>()` decodes a successful response as a type of this crate, as a \
         `serde_json::Value`, or as\n`json::Serde<T>` for any type with `Deserialize`. Without it, a \
         successful response is a `RawResponse`. If\nthe document doesn't declare credentials for all \
         operations, the first credential of the client is sent;\n`.scheme(name)` selects another.\n\nFor a URL of \
         another server, such as a presigned URL for an upload, use an HTTP client of your own: the\n\
         credentials of this API must not be sent there.",
        "## Layers, and other HTTP clients",
        "`ClientBuilder::layer` adds any `tower` layer to the transport: it is called for each attempt, \
         and can add\nheaders, write logs or cache responses. `ClientBuilder::transport` replaces \
         reqwest with any `tower` service for\nthe types of the crate `http`, and \
         `ClientBuilder::reqwest` sets your own reqwest client, such as one with a\nproxy; build it \
         from `ClientBuilder::reqwest_defaults()`, which sets up TLS and follows no redirects. The\n\
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
         of\nsending requests, and records the requests. With the trait `testing::Example`, \
         `T::example()?` is a value of a\ntype, from the examples of the API's document; its fields can be \
         changed.",
        &snippet::mocked(krate).unwrap_or_default(),
        "`.returns(value)` responds with a value of the operation's type, `.json(status, &body)` with JSON, \
         such as a\ndocumented error, and `.answers(status, media_type, body)` with anything else, such as \
         `.answers(204, \"text/plain\", \"\")`.\n`.responds(..)` computes the response from the request, and \
         `.refuses()` refuses the connection. `.header(..)`\nand `.delay(..)` apply to the response before \
         them: `.answers(429, \"text/plain\", \"\").header(\"retry-after\", \"1\")`.\nSeveral responses are used \
         one after the other, and the last one is repeated. `ClientBuilder::timer` can skip\nthe waits of \
         retries.",
    ])
}

/// Whether calls of some operation send an idempotency key.
fn has_keys(krate: &Crate) -> bool {
    krate.client.idempotency_key.is_some()
        || krate.all_operations().any(|(_, it)| it.idempotency_key.is_some())
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
