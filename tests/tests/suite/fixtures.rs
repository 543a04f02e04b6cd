//! Fixtures: the generated items as snapshots next to each document, and the behavior of the types
//! on the wire.

mod snapshots;
mod wire;
