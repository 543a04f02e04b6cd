//! The default configuration.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Config, Grouping, Package, Selection};
use crate::document::load::ReferenceRoot;

/// The names of properties that contain secrets in most APIs.
pub(super) const SENSITIVE: &[&str] = &[
    "token",
    "access_token",
    "accessToken",
    "refresh_token",
    "refreshToken",
    "id_token",
    "password",
    "secret",
    "client_secret",
    "clientSecret",
    "api_key",
    "apiKey",
    "private_key",
    "privateKey",
];

/// The separator between the group and the name in an operation id such as
/// `customer-sessions:create`.
pub(super) const SEPARATOR: &str = ":";

impl Default for Grouping {
    fn default() -> Self {
        Self::OperationId { separator: SEPARATOR.to_owned() }
    }
}

impl Config {
    /// Creates the configuration of a document without a `codegen.toml`: grouping by operation id,
    /// a crate outside of any workspace, and the usual names of secrets as sensitive.
    pub fn for_document(
        document: PathBuf,
        overlays: Vec<PathBuf>,
        output: PathBuf,
        package: Option<String>,
    ) -> Self {
        Self {
            document,
            text: None,
            reference_root: ReferenceRoot::Document,
            source: None,
            overlays,
            selection: Selection::default(),
            output,
            package: Package { name: package, ..Package::default() },
            grouping: None,
            pagination: Vec::new(),
            polling: Vec::new(),
            idempotency_key: None,
            messages: Vec::new(),
            formats: BTreeMap::new(),
            resources: BTreeMap::new(),
            names: BTreeMap::new(),
            sensitive: SENSITIVE.iter().map(|&name| name.to_owned()).collect(),
            kept: Vec::new(),
            per_resource: None,
            accept: Vec::new(),
        }
    }
}
