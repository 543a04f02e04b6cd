//! The client of `tests/documents/payments.yaml`, generated when this package is built.

#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    unreachable_pub,
    deprecated,
    reason = "generated crates don't enable these lints, and allow deprecated parts of their API"
)]

include!(concat!(env!("OUT_DIR"), "/lib.rs"));
