// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::Extra;
use crate::types::ValidationError;

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct HttpValidationError {
    pub detail: Option<Vec<ValidationError>>,
    pub(crate) extra: Extra,
}
