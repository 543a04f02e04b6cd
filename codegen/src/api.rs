//! The second floor: OpenAPI as facts, without any Rust.

pub mod desugar;
pub mod extension;
pub mod ir;
pub mod model;
pub mod resolve;
