//! Calls of the generated client in a browser. The tests, which also provide the servers, are in
//! `tests/browser/fetch.test.mjs`.
#![cfg(all(target_family = "wasm", target_os = "unknown"))]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use polar_client::http::Method;
use polar_client::operations::customer_sessions::CreateError;
use polar_client::serde_json::Value;
use polar_client::types::CustomerSessionCustomerIdCreate;
use polar_client::uuid::Uuid;
use polar_client::{BoxError, Client, Server};
use tillway::File;
use tillway::types::{CheckoutCreate, CheckoutItem, FileUpload, FileUploadPurpose};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_time::Instant;

/// Runs the program with this name against the server at this URL, and returns its result.
///
/// # Errors
/// The messages of the error that ended the program and of its causes.
#[wasm_bindgen]
pub async fn run(name: String, url: String) -> Result<String, JsValue> {
    let client =
        Client::builder().server(Server::Custom(url.clone())).access_token("polar_oat_test");
    let client = client.build().map_err(|error| JsValue::from(error.to_string()))?;
    let found = match &*name {
        "create" => create(&client).await,
        "refused" => validation_error(&client).await,
        "again" => again(url).await,
        "upload" => upload(url).await,
        "hangs" => timeout(&client).await,
        "chunks" => chunks(&client).await,
        "read" => read(&client).await,
        name => Err(format!("no program `{name}`").into()),
    };
    found.map_err(|error| JsValue::from(error_chain(&*error)))
}

/// The messages of an error and its causes.
fn error_chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn session() -> CustomerSessionCustomerIdCreate {
    CustomerSessionCustomerIdCreate::new(Uuid::from_u128(1))
}

/// Creates a session.
async fn create(client: &Client) -> Result<String, BoxError> {
    Ok(client.customer_sessions().create(session()).await?.token)
}

/// Creates a session, which the server rejects with a validation error.
async fn validation_error(client: &Client) -> Result<String, BoxError> {
    let Err(error) = client.customer_sessions().create(session()).await else {
        return Err("it was not refused".into());
    };
    let Some(CreateError::UnprocessableEntity(_)) = error.api() else {
        return Err(error.into());
    };
    Ok(error.to_string())
}

/// Creates a checkout with an idempotency key, which fails in the end, and returns the number of
/// attempts and the time that they took, in milliseconds.
async fn again(url: String) -> Result<String, BoxError> {
    let start = Instant::now();
    let order = CheckoutCreate::new(vec![CheckoutItem::new(Uuid::from_u128(1))]);
    let Err(error) = tillway(url)?.checkouts().create(order).await else {
        return Err("it was not refused".into());
    };
    match error.status().map(|it| it.as_u16()) {
        Some(402) => Ok(format!("{} {}", error.attempts(), start.elapsed().as_millis())),
        _ => Err(error.into()),
    }
}

/// Uploads a file, which is rejected, and returns the progress that was reported.
async fn upload(url: String) -> Result<String, BoxError> {
    let sent = Arc::new(AtomicU64::new(0));
    let record = Arc::clone(&sent);
    let file = File::new(vec![7; 100_000])
        .named("seven.bin")
        .on_progress(move |progress| record.store(progress.sent, Ordering::Relaxed));
    let body = FileUpload::new(file, FileUploadPurpose::Download);
    match tillway(url)?.files().create(body).await {
        Err(error) if error.status().is_some_and(|it| it == 413) => {
            Ok(sent.load(Ordering::Relaxed).to_string())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("it was not refused".into()),
    }
}

fn tillway(url: String) -> Result<tillway::Client, BoxError> {
    let builder = tillway::Client::builder().server(tillway::Server::Custom(url));
    Ok(builder.api_key("key").build()?)
}

/// Waits for a response that never arrives, up to a timeout.
async fn timeout(client: &Client) -> Result<String, BoxError> {
    let start = Instant::now();
    let call = client.request(Method::GET, "/hangs").timeout(Duration::from_millis(300));
    let Err(error) = call.send::<Value>().await else { return Err("it was answered".into()) };
    let is_in_time = start.elapsed() < Duration::from_secs(3);
    Ok(format!("{} {is_in_time}", error.is_timeout()))
}

/// Reads the first chunk of an endless stream, and drops the stream.
async fn chunks(client: &Client) -> Result<String, BoxError> {
    let mut stream = client.request(Method::GET, "/chunks").download().await?;
    let first = stream.next().await.ok_or("it is empty")??;
    Ok(String::from_utf8(first.to_vec())?)
}

/// Reads a JSON document.
async fn read(client: &Client) -> Result<String, BoxError> {
    let response = client.request(Method::GET, "/read").send::<Value>().with_response().await?;
    Ok(format!("{} {}", response.status(), response.body()))
}
