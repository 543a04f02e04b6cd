//! The tests of the runtime.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, reason = "tests")]

#[cfg(feature = "reqwest")]
mod authority;
#[cfg(all(feature = "blocking", feature = "reqwest"))]
mod blocking;
#[cfg(feature = "tokio")]
mod budget;
#[cfg(feature = "reqwest")]
mod builder;
#[cfg(feature = "tokio")]
mod client_parameters;
mod codec;
#[cfg(feature = "reqwest")]
mod concurrency;
#[cfg(feature = "reqwest")]
mod credentials;
#[cfg(feature = "tokio")]
mod debug_log;
#[cfg(feature = "reqwest")]
mod errors;
#[cfg(feature = "tokio")]
mod event_source;
#[cfg(feature = "reqwest")]
mod failures;
mod formats;
#[cfg(feature = "tokio")]
mod hostile_text;
#[cfg(feature = "reqwest")]
mod http;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "reqwest")]
mod http_streams;
#[cfg(feature = "tokio")]
mod layers;
mod macros;
#[cfg(all(feature = "blocking", feature = "reqwest", feature = "tracing"))]
mod misbehaviour;
mod multipart;
#[cfg(feature = "tokio")]
mod oauth;
#[cfg(feature = "tokio")]
mod oauth_failures;
#[cfg(feature = "tokio")]
mod oauth_flight;
#[cfg(feature = "tokio")]
mod oauth_settings;
#[cfg(feature = "tokio")]
mod pages;
#[cfg(feature = "tokio")]
mod polling;
mod preserved;
#[cfg(feature = "reqwest")]
mod proxy;
#[cfg(feature = "reqwest")]
mod redirects;
mod request;
#[cfg(all(feature = "reqwest", feature = "tokio"))]
mod resending;
mod response;
#[cfg(feature = "tokio")]
mod retries;
#[cfg(feature = "reqwest")]
mod runtimes;
mod sample;
mod sample_api;
#[cfg(feature = "tokio")]
mod script;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "reqwest")]
mod servers;
mod streams;
mod style;
#[cfg(feature = "tokio")]
mod tenants;
#[cfg(all(feature = "reqwest", feature = "testing"))]
mod testing;
#[cfg(feature = "tokio")]
mod time_limits;
#[cfg(all(feature = "tokio", feature = "tracing"))]
mod tracing;
#[cfg(feature = "tokio")]
mod undocumented;
mod union;
mod union_tables;
mod uploads;
#[cfg(all(feature = "axum", feature = "reqwest"))]
mod webhook_extractor;
#[cfg(feature = "webhooks")]
mod webhooks;

use std::fmt::Debug;

use crate::runtime::json::{self, Decode, DecodeError, Encode};

/// Decodes and encodes JSON text, and expects the same text.
#[track_caller]
fn same<T: Decode + Encode>(text: &str) -> T {
    let value = json::from_str::<T>(text).unwrap();
    assert_eq!(json::to_string(&value), text);
    value
}

/// Decodes and encodes JSON text, and expects this other text.
#[track_caller]
fn assert_reencoded_as<T: Decode + Encode>(text: &str, expected: &str) {
    let value = json::from_str::<T>(text).unwrap();
    assert_eq!(json::to_string(&value), expected);
}

/// Fails to decode JSON text, and expects this message.
#[track_caller]
fn fails<T: Decode + Debug>(text: &str, message: &str) -> DecodeError {
    let error = json::from_str::<T>(text).unwrap_err();
    assert_eq!(error.to_string(), message);
    error
}
