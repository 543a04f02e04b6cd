// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::http_validation_error` are read and written.

use crate::runtime::json::object;
use crate::types::HttpValidationError;

object!(HttpValidationError [] {
    detail: optional "detail",
} extra);
