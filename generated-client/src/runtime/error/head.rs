//! [`ResponseHead`]: what had come of a response whose body broke off.

use http::StatusCode;

use super::{Error, Timeout};
use crate::runtime::reply::{Head, request_id};

/// What had come of a response when its body broke off.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseHead {
    /// The status.
    pub status: StatusCode,
    /// The name that the server gave to the call, to quote when asking for help.
    pub request_id: Option<Box<str>>,
}

impl ResponseHead {
    pub(crate) fn of(head: &Head) -> Self {
        let request_id = request_id(&head.headers).map(Into::into);
        Self { status: head.status, request_id }
    }
}

impl<E> Error<E> {
    /// The same failure, while the body of this response was read.
    pub(crate) fn in_body_of(mut self, response: &Head) -> Self {
        if let Self::Timeout(Timeout { head, .. })
        | Self::Connect { head, .. }
        | Self::Transport { head, .. } = &mut self
        {
            *head = Some(Box::new(ResponseHead::of(response)));
        }
        self
    }

    /// What had come of the response, where it broke off.
    pub(super) fn head(&self) -> Option<&ResponseHead> {
        match self {
            Self::Timeout(Timeout { head, .. })
            | Self::Connect { head, .. }
            | Self::Transport { head, .. } => head.as_deref(),
            Self::BodyTooLarge { head, .. } => Some(head),
            Self::Api(_)
            | Self::UndocumentedStatus(_)
            | Self::Decode(_)
            | Self::Polling(_)
            | Self::Credential { .. }
            | Self::InvalidRequest(_) => None,
        }
    }
}
