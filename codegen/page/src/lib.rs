//! The pages of `openapi-crate`: [`report`] shows an API and the crate that is generated from it, and
//! [`playground`] does so for each document that is put into it.
//!
//! Both pages have the same scripts, which draw the same data: a report has them in its page, and the
//! playground gets them from its module, which is this package's [`answer`] compiled to WebAssembly.

mod answer;
mod layout;
mod page;

pub use self::answer::answer;
pub use self::page::{playground, report};

/// The version of what the playground and its module say to each other.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The custom section of the module that has its [`VERSION`].
pub const SECTION: &str = "openapi-page";
