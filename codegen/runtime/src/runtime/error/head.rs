//! [`ResponseHead`]: the head of a response whose body wasn't received in full.

use http::StatusCode;

use super::{Error, Timeout};
use crate::runtime::reply::{Head, request_id};

/// The head of a response whose body wasn't received in full.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseHead {
    /// The status.
    pub status: StatusCode,
    /// The request id that the server assigned, to quote in support requests.
    pub request_id: Option<Box<str>>,
}

impl ResponseHead {
    pub(crate) fn of(head: &Head) -> Self {
        let request_id = request_id(&head.headers).map(Into::into);
        Self { status: head.status, request_id }
    }
}

impl<E> Error<E> {
    /// Adds the head of the response whose body was being read.
    pub(crate) fn in_body_of(mut self, response: &Head) -> Self {
        if let Self::Timeout(Timeout { head, .. })
        | Self::Connect { head, .. }
        | Self::Transport { head, .. } = &mut self
        {
            *head = Some(Box::new(ResponseHead::of(response)));
        }
        self
    }

    /// The head of the response, if its body wasn't received in full.
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
