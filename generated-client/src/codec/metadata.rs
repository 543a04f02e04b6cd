// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{conversions, union};
use crate::types::*;

union!(MetadataOutputTypeValue {
    String: Kind::String,
    Integer: Kind::Integer,
    Number: Kind::Number,
    Boolean: Kind::Boolean,
});

conversions!(MetadataOutputTypeValue { String: String, Integer: i64, Number: f64, Boolean: bool });
