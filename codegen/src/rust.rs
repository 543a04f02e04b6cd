//! The third floor: the crate as Rust items. Only `lower` sees the API and the items.

pub mod fidelity;
pub(crate) mod file_names;
pub mod items;
pub(crate) mod lower;
pub mod members;
pub(crate) mod names;
