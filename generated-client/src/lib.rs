// @generated from the OpenAPI document; changes will be overwritten.
//! A client for the Polar API, version 0.1.0.
//!
//! ```no_run
//! use polar_client::{Client, types};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let polar = Client::from_env()?;
//! let response = polar
//!     .customer_sessions()
//!     .create(
//!         types::CustomerSessionCustomerIdCreate::new(
//!             "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
//!         )
//!         .return_url("https://example.com/account"),
//!     )
//!     .await?;
//! println!("{response:?}");
//! # Ok(())
//! # }
//! ```
//!
//! - [`Client`]: servers, limits, and credentials, which [`Client::from_env`] reads from the environment
//! - [`operations`]: the operations, and [`Call`]: the options of a call
//! - [`types`]: the types of requests and responses
//! - [`Error`]: the errors of all operations
//!
//! Polar HTTP and Webhooks API
//!
//! Read the docs at <https://polar.sh/docs/api-reference>
//!
//! # Cargo features
//!
//! - `aws-lc-rs`: TLS cryptography by aws-lc-rs, which takes precedence over ring if both are enabled.
//! - `axum`: `webhooks::Webhook`: a verified webhook as an argument of an axum handler.
//! - `blocking`: `Call::send_blocking`, and streams as iterators: calls without async.
//! - `fetch` (default): The default transport in browsers (`wasm32-unknown-unknown`), with `fetch` and browser timers.
//! - `gzip`: Compressed responses with the default transport. The size limit applies to the decoded body.
//! - `http2`: HTTP/2 with the default transport, if the server supports it.
//! - `reqwest` (default): The default transport outside browsers. Without it, `ClientBuilder::transport` is required.
//! - `ring` (default): TLS cryptography by ring. Without it and `aws-lc-rs`, the program must install a rustls provider.
//! - `serde` (default): `Serialize` and `Deserialize` for every generated type.
//! - `testing`: `testing::Mock`, which responds instead of a server, and an `Example` of each type.
//! - `tokio` (with `reqwest`): Timeouts and retries with tokio's timers. Without it, `ClientBuilder::timer` sets another timer.
//! - `tracing`: A span for each request, following OpenTelemetry's semantic conventions.
//! - `webhooks`: `webhooks::verify`: verifies the signatures of webhooks.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
mod client;
#[rustfmt::skip]
mod codec;
#[cfg(feature = "testing")]
#[rustfmt::skip]
mod examples;
#[rustfmt::skip]
mod runtime;

#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

#[cfg(all(doctest, feature = "tokio"))]
#[rustfmt::skip]
mod doctests;

pub use client::{Server, schemes};
#[cfg(feature = "blocking")]
pub use runtime::Blocking;
pub use runtime::json;
pub use runtime::json::{Additional, RestItems};
pub use runtime::json::{Base64, Base64Url, UnixTime};
pub use runtime::json::{DecodeError, Extra, Maybe, RawJson};
pub use runtime::json::{IntoCollection, IntoOptional, IntoOptionalCollection};
pub use runtime::representation;
#[cfg(feature = "webhooks")]
pub use runtime::webhooks;
pub use runtime::{Accepts, AnyRequest};
pub use runtime::{AnyApiError, ApiError, DocumentedError, Error, Target};
pub use runtime::{As, ByteStream, Event, EventSource, EventStream, JsonLines};
pub use runtime::{Body, BoxError, TransportError};
pub use runtime::{BuildError, Client, ClientBuilder, Credential};
pub use runtime::{DebugLog, Logged};
pub use runtime::{FieldEncoding, File, Progress};
pub use runtime::{Header, IncomingResponse, Response, WithResponse};
pub use runtime::{HttpService, ResponseBody, Route, Sending};
pub use runtime::{InvalidBody, InvalidRequest, UndocumentedStatus};
pub use runtime::{Items, Pages, Paginated};
pub use runtime::{NotDone, NotDoneReason, Polled, Polling};
pub use runtime::{OAuthGrant, TokenError};
pub use runtime::{Operation, RawResponse, RequestBuilder, Style};
pub use runtime::{ResponseHead, Timeout, TimeoutLimit, TimeoutPhase};
pub use runtime::{RetryBudget, RetryPolicy, Sleep, Timer};
pub use runtime::{Secret, SecretProvider, SecretSource};

/// A call of an operation, with its arguments and options.
///
/// ```no_run
/// use polar_client::{Client, RetryPolicy, types};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let polar = Client::from_env()?;
/// let response = polar
///     .customer_sessions()
///     .create(
///         types::CustomerSessionCustomerIdCreate::new(
///             "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
///         )
///         .return_url("https://example.com/account"),
///     )
///     .timeout(std::time::Duration::from_secs(5))
///     .retry(RetryPolicy::attempts(2))
///     .idempotency_key("order-1337")
///     .header("x-tenant", "acme")
///     .with_response()
///     .await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
pub use runtime::Call;

/// Tests without a server.
///
/// ```no_run
/// use polar_client::{Client, operations, testing, types};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let mock = testing::Mock::new();
/// mock.on::<operations::customer_sessions::Create>().returns_example();
/// let polar = Client::builder().access_token("token").transport(mock.clone()).build()?;
/// let response = polar
///     .customer_sessions()
///     .create(
///         types::CustomerSessionCustomerIdCreate::new(
///             "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
///         )
///         .return_url("https://example.com/account"),
///     )
///     .await?;
/// println!("{response:?}");
/// assert_eq!(mock.calls_of::<operations::customer_sessions::Create>().len(), 1);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "testing")]
pub use runtime::testing;

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use reqwest;
pub use {bytes, http, jiff, serde_json, tower_layer, tower_service, uuid};
