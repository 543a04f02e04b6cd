//! The errors that contain a response, with its status, headers and raw body.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use http::StatusCode;

use crate::runtime::json::DecodeError;
use crate::runtime::status::StatusName;
use crate::runtime::undocumented::UNDOCUMENTED;
use crate::runtime::{RawResponse, media_type};

/// The maximum length of [`InvalidBody::body_excerpt`], in bytes.
const MAX_EXCERPT_LEN: usize = 8 * 1024;

/// An error documented by the API, with its response.
///
/// `Debug` shows neither the content of the error nor the body: both may contain secrets and data
/// that was sent.
#[derive(Clone)]
pub struct ApiError<E> {
    error: E,
    response: RawResponse,
}

impl<E> ApiError<E> {
    pub(crate) fn new(response: RawResponse, error: E) -> Self {
        Self { error, response }
    }

    /// Returns the error.
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns the same response with another error.
    pub(super) fn map<F>(self, map: impl FnOnce(E) -> F) -> ApiError<F> {
        ApiError { error: map(self.error), response: self.response }
    }

    /// Returns the error without the response.
    pub fn into_error(self) -> E {
        self.error
    }
}

impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError").field("response", &self.response).finish_non_exhaustive()
    }
}

/// A response with a status that the API doesn't document.
#[derive(Clone, Debug)]
pub struct UndocumentedStatus {
    response: RawResponse,
}

impl UndocumentedStatus {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self { response }
    }
}

impl fmt::Display for UndocumentedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API returned {}", StatusName(self.status()))?;
        if self.target().is_none_or(|target| target.operation != UNDOCUMENTED) {
            f.write_str(", which it does not document")?;
        }
        let location = self.headers().get(http::header::LOCATION);
        // A 304 doesn't redirect: it is about the client's cached copy (RFC 9110, 15.4.5).
        let is_redirect =
            self.status().is_redirection() && self.status() != StatusCode::NOT_MODIFIED;
        if is_redirect && location.is_some() {
            f.write_str("; this redirect is not followed, check the server's URL")?;
        }
        Ok(())
    }
}

/// A response whose body doesn't match the document.
#[derive(Clone, Debug)]
pub struct InvalidBody {
    error: DecodeError,
    response: RawResponse,
}

impl InvalidBody {
    pub(crate) fn new(response: RawResponse, error: DecodeError) -> Self {
        Self { error, response }
    }

    /// Returns the error in the body and its position.
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// Returns the body as text, or up to 8 KiB of it near the error. May contain secrets.
    /// [`body`](RawResponse::body) returns all of it.
    pub fn body_excerpt(&self) -> Cow<'_, str> {
        let body = self.body();
        let start = self.error.offset().saturating_sub(MAX_EXCERPT_LEN / 2);
        let start = start.min(body.len().saturating_sub(MAX_EXCERPT_LEN));
        let end = body.len().min(start + MAX_EXCERPT_LEN);
        match String::from_utf8_lossy(trim_to_characters(body, start, end)) {
            // An invalid byte becomes three bytes.
            Cow::Owned(text) if text.len() > MAX_EXCERPT_LEN => {
                let fits = |end: &usize| *end <= MAX_EXCERPT_LEN;
                let ends = text.char_indices().map(|(at, symbol)| at + symbol.len_utf8());
                let end = ends.take_while(fits).last().unwrap_or_default();
                Cow::Owned(text[..end].to_owned())
            }
            text => text,
        }
    }
}

/// A part of UTF-8 text, without incomplete characters at its ends.
fn trim_to_characters(text: &[u8], mut start: usize, mut end: usize) -> &[u8] {
    let is_inside = |at: usize| text.get(at).is_some_and(|byte| (0x80..0xC0).contains(byte));
    for _ in 0..3 {
        if start > 0 && start < end && is_inside(start) {
            start += 1;
        }
        if end > start && is_inside(end) {
            end -= 1;
        }
    }
    &text[start..end]
}

impl fmt::Display for InvalidBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = StatusName(self.status());
        let kind =
            media_type::display_name(self.headers()).map(|it| format!("{it} ")).unwrap_or_default();
        write!(
            f,
            "the API returned {status}, but its {kind}body does not match the OpenAPI document: "
        )?;
        fmt::Display::fmt(&self.error, f)
    }
}

/// Lets the type dereference to its response, for the status, the headers and the body.
macro_rules! responses {
    ($($type:ident $(<$parameter:ident>)?),*) => {$(
        impl $(<$parameter>)? Deref for $type $(<$parameter>)? {
            type Target = RawResponse;

            fn deref(&self) -> &RawResponse {
                &self.response
            }
        }

        impl $(<$parameter>)? $type $(<$parameter>)? {
            pub(super) fn response_mut(&mut self) -> &mut RawResponse {
                &mut self.response
            }
        }
    )*};
}

responses!(ApiError<E>, UndocumentedStatus, InvalidBody);
