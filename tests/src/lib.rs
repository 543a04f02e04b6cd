//! The clients of all fixtures, compiled as one crate: `crate::<area>::<case>` replaces the root of
//! a fixture's crate. The tests themselves are in `tests/suite`.

#![deny(warnings)]
// The generator writes this into the crate of the fixture `recursion/deep`.
#![recursion_limit = "512"]
#![allow(
    missing_docs,
    unreachable_pub,
    deprecated,
    reason = "generated crates don't enable these lints, and allow deprecated parts of their API"
)]
#![allow(
    rustdoc::broken_intra_doc_links,
    reason = "links to the crate root resolve differently here; generated-client checks them"
)]

mod shared_client;

include!(concat!(env!("OUT_DIR"), "/fixtures/mod.rs"));
