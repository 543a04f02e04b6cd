//! The second floor: OpenAPI as facts, without any Rust.

pub(crate) mod desugar;
pub(crate) mod extension;
pub(crate) mod ir;
pub(crate) mod model;
pub(crate) mod resolve;
