// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{conversions, union};
use crate::types::*;

union!(MetadataOutputTypeValue by [] {
    String: [Is(&[String])],
    Integer: [Is(&[Integer])],
    Number: [Is(&[Number])],
    Boolean: [Is(&[Boolean])],
});

conversions!(MetadataOutputTypeValue {
    String: String,
    String: &str,
    Integer: i64,
    Number: f64,
    Boolean: bool,
});
