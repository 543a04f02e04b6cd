//! The top: what programs call that use the generator as a library.

mod error;
mod generated;
mod generator;
mod words;

pub use error::Error;
pub use generated::Generated;
pub use generator::{Generator, run};
pub use words::{count, written};
