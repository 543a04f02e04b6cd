// @generated from the OpenAPI document; changes will be overwritten.
//! [`HttpValidationError`].

use crate::runtime::json::{Extra, setters};
use crate::types::ValidationError;

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HttpValidationError {
    pub detail: Option<Vec<ValidationError>>,
    pub(crate) extra: Extra,
}

impl HttpValidationError {
    /// Makes an empty one.
    #[inline]
    pub fn new() -> Self {
        Default::default()
    }
}

setters!(HttpValidationError {
    detail: optional value Vec<ValidationError>;
});
