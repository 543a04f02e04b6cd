//! Fixtures: what each document becomes, as snapshots beside it, and what comes of it on the wire.

mod snapshots;
mod wire;
