//! `[features]`: the Cargo features of the generated crate.

use serde::Deserialize;

/// The table `[features]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FeaturesTable {
    /// Whether each resource is a feature.
    pub(super) per_resource: Option<bool>,
}
