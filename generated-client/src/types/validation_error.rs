// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{Extra, RawJson};

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ValidationError {
    pub loc: Vec<ValidationErrorLocItem>,
    pub msg: String,
    pub r#type: String,
    pub input: Option<serde_json::Value>,
    pub ctx: Option<serde_json::Map<String, serde_json::Value>>,
    pub(crate) extra: Extra,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationErrorLocItem {
    String(String),
    Integer(i64),
    /// A value that this version of the crate does not know, unchanged.
    Unknown(RawJson),
}
