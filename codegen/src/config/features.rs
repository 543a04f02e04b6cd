//! `[features]`: what the generated crate has Cargo features for.

use serde::Deserialize;

/// `[features]`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FeaturesTable {
    /// Whether each resource is one.
    pub(super) per_resource: Option<bool>,
}
