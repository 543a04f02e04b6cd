//! [`InvalidRequest`]: the error of a request that can't be sent.

use std::fmt::{self, Write as _};

use super::Target;
use crate::runtime::sanitize::message;

/// A request that can't be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest {
    reason: Box<str>,
    target: Option<Box<Target>>,
}

impl InvalidRequest {
    pub(crate) fn new(reason: String) -> Self {
        Self { reason: reason.into(), target: None }
    }

    pub(super) fn target(&self) -> Option<&Target> {
        self.target.as_deref()
    }

    pub(super) fn set_target(&mut self, target: Target) {
        self.target.get_or_insert_with(|| Box::new(target));
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        message(f, |text| write!(text, "the request was not sent: {}", self.reason))
    }
}

impl std::error::Error for InvalidRequest {}
