// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::object;
use crate::types::*;

object!(HttpValidationError, extra, [];
    optional { detail("detail", collect): Vec<ValidationError> }
);
