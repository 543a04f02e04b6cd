//! `[retries]`: the configuration of retries, such as the header field of idempotency keys.

use serde::Deserialize;
use toml::Spanned;

use super::pagination::Problem;
use crate::document::credential::is_token;

/// The table `[retries]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RetriesTable {
    /// The header field of idempotency keys, if all operations that are not idempotent accept one.
    idempotency_key: Option<Spanned<String>>,
}

impl RetriesTable {
    /// Returns the name of the header field.
    pub(super) fn idempotency_key(self) -> Result<Option<String>, Problem> {
        let Some(name) = self.idempotency_key else { return Ok(None) };
        if !is_token(name.get_ref()) {
            let message = format!("`{}` can't be the name of a header field", name.get_ref());
            let help = "write it as in `\"Idempotency-Key\"`".to_owned();
            return Err((name.span(), message, help));
        }
        Ok(Some(name.into_inner()))
    }
}
