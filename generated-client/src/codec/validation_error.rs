// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::validation_error` are read and written.

use crate::runtime::json::{conversions, object, union};
use crate::types::{ValidationError, ValidationErrorLocItem};

object!(ValidationError [] {
    loc: required "loc",
    msg: required "msg",
    r#type: required "type",
    input: optional "input",
    ctx: optional "ctx",
} extra);

union!(ValidationErrorLocItem {
    String: Kind::String,
    Integer: Kind::Integer,
});

conversions!(ValidationErrorLocItem {
    String: String,
    Integer: i64,
});
