// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{conversions, object, union};
use crate::types::*;

object!(ValidationError, extra, [];
    required {
        loc("loc", collect): Vec<ValidationErrorLocItem>,
        msg("msg", into): String,
        r#type("type", into): String,
    }
    optional {
        input("input"): serde_json::Value,
        ctx("ctx", collect): serde_json::Map<String, serde_json::Value>,
    }
);

union!(ValidationErrorLocItem by [] { String: [Is(&[String])], Integer: [Is(&[Integer])] });

conversions!(ValidationErrorLocItem { String: String, String: &str, Integer: i64 });
