//! Response Objects, resolved.

use super::MediaType;
use crate::pointer::JsonPointer;

/// A Response Object.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// The statuses that it stands for.
    pub status: Status,
    /// What it means, in CommonMark.
    pub description: String,
    /// The media types that it may have, in the order of the document.
    pub contents: Vec<MediaType>,
}

/// The statuses that a [`Response`] stands for (OpenAPI 3.1, Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// `4XX`: all from 400 to 499.
    Range(u16),
    /// `default`: all that are not listed.
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
