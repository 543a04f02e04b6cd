// @generated from the OpenAPI document; changes will be overwritten.
//! [`ValidationError`], and what stands inside it: [`ValidationErrorLocItem`].

use crate::runtime::json::{Extra, RawJson, setters};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ValidationError {
    pub loc: Vec<ValidationErrorLocItem>,
    pub msg: String,
    pub r#type: String,
    pub input: Option<serde_json::Value>,
    pub ctx: Option<serde_json::Map<String, serde_json::Value>>,
    pub(crate) extra: Extra,
}

impl ValidationError {
    /// Makes one from the required properties.
    #[inline]
    pub fn new(
        loc: Vec<ValidationErrorLocItem>,
        msg: impl Into<String>,
        r#type: impl Into<String>,
    ) -> Self {
        Self {
            loc,
            msg: msg.into(),
            r#type: r#type.into(),
            input: None,
            ctx: None,
            extra: Extra::default(),
        }
    }
}

setters!(ValidationError {
    input: optional into serde_json::Value;
    ctx: optional value serde_json::Map<String, serde_json::Value>;
});

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ValidationErrorLocItem {
    String(String),
    Integer(i64),
    /// A value that this version of the crate does not know, as it came.
    Unknown(RawJson),
}
