//! Objects with more properties than a struct can have: replaces their schemas with one for any
//! value, so that no data is lost.

use super::schemas::gap;
use crate::api::ir::{Schema, Shape};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// The maximum number of properties of a struct: the size of the runtime's tuples for each
/// presence.
const MAX_PROPERTIES: usize = 512;

/// Replaces the objects with too many properties.
pub(super) fn open(schemas: &mut [Schema], diagnostics: &mut Diagnostics) {
    for schema in schemas {
        let Shape::Object(object) = &schema.shape else { continue };
        if object.properties.len() > MAX_PROPERTIES {
            let message =
                format!("an object with over {MAX_PROPERTIES} properties becomes any JSON value");
            let help = "describe the properties that you need, with an overlay";
            let warning = Diagnostic::warning(Code::Unsupported, &schema.pointer, message);
            diagnostics.push(warning.help(help));
            let gaps = ["type", "properties", "required"].map(gap);
            schema.notes.constraints.extend(gaps);
            schema.shape = Shape::Any;
        }
    }
}
