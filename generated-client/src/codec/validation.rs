// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{conversions, object, union};
use crate::types::*;

object!(ValidationError, extra, [];
    required {
        loc("loc"): Vec<ValidationErrorLocItem>,
        msg("msg"): impl Into<String>,
        r#type("type"): impl Into<String>,
    }
    optional {
        input("input"): impl Into<serde_json::Value>,
        ctx("ctx"): serde_json::Map<String, serde_json::Value>,
    }
);

union!(ValidationErrorLocItem by [] { String: [Is(&[String])], Integer: [Is(&[Integer])] });

conversions!(ValidationErrorLocItem { String: String, String: &str, Integer: i64 });
