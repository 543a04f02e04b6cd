//! References that are written as if a schema inside the document were a document of its own:
//! takes the reference, gives the place that is probably meant.

use serde_json::Value;

use crate::document::pointer::JsonPointer;

/// The place that `target` names when it is read from the nearest object around `at` that has it:
/// `#/$defs/Pet` in a schema with `$defs`, which is how schemas look that another tool wrote into
/// the document. In JSON Schema it would need an `$id` there (2020-12, core, 8.2.1).
pub(crate) fn enclosing(
    root: &Value,
    at: &JsonPointer,
    target: &JsonPointer,
) -> Option<JsonPointer> {
    let mut place = at.parent();
    while let Some(around) = place {
        let meant = JsonPointer::parse(&format!("{}{}", around.as_str(), target.as_str()))?;
        if !around.as_str().is_empty() && root.pointer(meant.as_str()).is_some() {
            return Some(meant);
        }
        place = around.parent();
    }
    None
}
