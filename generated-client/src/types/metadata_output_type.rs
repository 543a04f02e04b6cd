// @generated from the OpenAPI document; changes will be overwritten.

use std::collections::BTreeMap;

use crate::runtime::json::RawJson;

pub type MetadataOutputType = BTreeMap<String, MetadataOutputTypeValue>;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataOutputTypeValue {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// A value that this version of the crate does not know, unchanged.
    Unknown(RawJson),
}
