//! Fixtures: the generated items as snapshots next to each document, and the behavior of the types
//! on the wire.

pub(crate) mod snapshots;
mod wire;
