// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::metadata_output_type` are read and written.

use crate::runtime::json::{conversions, union};
use crate::types::MetadataOutputTypeValue;

union!(MetadataOutputTypeValue {
    String: Kind::String,
    Integer: Kind::Integer,
    Number: Kind::Number,
    Boolean: Kind::Boolean,
});

conversions!(MetadataOutputTypeValue {
    String: String,
    Integer: i64,
    Number: f64,
    Boolean: bool,
});
