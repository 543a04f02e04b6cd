//! Everything that is tested across crates, as one binary.

mod client;
mod committed;
mod diagnostics;
mod fixtures;
