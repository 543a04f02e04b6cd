//! The third layer: the crate as Rust items. Only `lower` uses both the API and the items.

pub(crate) mod fidelity;
pub(crate) mod file_names;
pub(crate) mod items;
pub(crate) mod lower;
pub(crate) mod manifest;
pub(crate) mod members;
pub(crate) mod names;
