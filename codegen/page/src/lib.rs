//! The HTML pages of `openapi-crate`: [`report`] shows an API and its generated crate, and
//! [`playground`] does the same for each document that is pasted or dropped into it.
//!
//! Both pages use the same scripts and the same form of data: a report contains its data, and the
//! playground gets it from its module, which is the function [`process`] of this package compiled to
//! WebAssembly.

mod layout;
mod page;
mod process;

pub use self::page::{playground, report};
pub use self::process::process;

/// The version of the interface between the playground and its module.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The custom section of the module that contains its [`VERSION`].
pub const SECTION: &str = "openapi-page";
