//! The syntax of `codegen.toml`: its tables and keys.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::errors::ErrorsTable;
use super::features::FeaturesTable;
use super::keep::KeepTable;
use super::package::PackageTable;
use super::pagination::PaginationTable;
use super::polling::PollingTable;
use super::retries::RetriesTable;

/// The entire file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) document: PathBuf,
    pub(super) reference_root: Option<PathBuf>,
    pub(super) source: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) overlays: Vec<PathBuf>,
    pub(super) output: PathBuf,
    pub(super) sensitive: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) accept: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) select: SelectTable,
    #[serde(default)]
    pub(super) package: PackageTable,
    #[serde(default)]
    pub(super) operations: OperationsTable,
    #[serde(default)]
    pub(super) pagination: Vec<PaginationTable>,
    #[serde(default)]
    pub(super) polling: Vec<PollingTable>,
    #[serde(default)]
    pub(super) errors: ErrorsTable,
    #[serde(default)]
    pub(super) retries: RetriesTable,
    #[serde(default)]
    pub(super) keep: KeepTable,
    #[serde(default)]
    pub(super) features: FeaturesTable,
    #[serde(default)]
    pub(super) formats: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub(super) names: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// The table `[select]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SelectTable {
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
}

/// The table `[operations]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OperationsTable {
    pub(super) group_by: Option<GroupBy>,
    pub(super) separator: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) resources: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// The values of `group-by`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum GroupBy {
    OperationId,
    Tag,
}
