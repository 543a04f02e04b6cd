//! The middle layer: the API that an OpenAPI document describes, independent of Rust.

pub(crate) mod desugar;
pub(crate) mod extension;
pub(crate) mod ir;
pub(crate) mod model;
pub(crate) mod resolve;
