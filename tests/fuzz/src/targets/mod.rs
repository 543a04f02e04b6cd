//! The targets: each accepts any bytes, and panics if an invariant is violated.

pub mod loader;
pub mod multipart;
pub mod pipeline;
pub mod retry_after;
pub mod sse;
pub mod types;
pub mod url;

mod call;
mod chunks;
mod lenient;
mod scratch;
