//! Names and groups in vendor extensions of the document, see [`vendor`].

use serde_json::Value;

use super::Resolver;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::vendor;

impl Resolver<'_, '_> {
    /// Returns the name in one of the extensions `keys` of the object at `at`.
    pub(super) fn name_of<'v>(
        &mut self,
        keys: &[&str],
        get: impl Fn(&str) -> Option<&'v Value>,
        at: &JsonPointer,
    ) -> Option<Text> {
        self.checked_name(vendor::name(keys, get), at)
    }

    /// Returns the resource of the operation at `at` in an extension.
    pub(super) fn group_of<'v>(
        &mut self,
        get: impl Fn(&str) -> Option<&'v Value>,
        at: &JsonPointer,
    ) -> Option<Text> {
        self.checked_name(vendor::group(get), at)
    }

    /// Returns the string value of an extension of the object at `at`, or reports a warning if it
    /// isn't valid.
    pub(super) fn checked_name(
        &mut self,
        result: Result<Option<String>, String>,
        at: &JsonPointer,
    ) -> Option<Text> {
        match result {
            Ok(text) => text.map(Text::from),
            Err(reason) => {
                let message = format!("{reason}; it is ignored");
                let found = Diagnostic::warning(Code::Unsupported, at, message);
                let help = "correct the extension with an overlay, or remove it";
                self.diagnostics.push(found.help(help));
                None
            }
        }
    }
}
