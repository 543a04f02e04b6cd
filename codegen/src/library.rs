//! The top layer: the library's API for other programs.

mod error;
mod generated;
mod generator;
mod words;

pub use error::Error;
pub use generated::Generated;
pub use generator::{Generator, run};
pub use words::{count, written};
