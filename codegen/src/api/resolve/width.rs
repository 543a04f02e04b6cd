//! Objects with more properties than a struct can have: takes all schemas, and makes those values
//! of any kind, which loses nothing.

use super::schemas::gap;
use crate::api::ir::{Schema, Shape};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// The most properties of a struct: what the tuples of the runtime hold of each presence.
const MOST_PROPERTIES: usize = 512;

/// Opens the objects that are too wide.
pub(super) fn open(schemas: &mut [Schema], diagnostics: &mut Diagnostics) {
    for schema in schemas {
        let Shape::Object(object) = &schema.shape else { continue };
        if object.properties.len() > MOST_PROPERTIES {
            let message =
                format!("an object with over {MOST_PROPERTIES} properties becomes any JSON value");
            let help = "describe the properties that you need, with an overlay";
            let warning = Diagnostic::warning(Code::Unsupported, &schema.pointer, message);
            diagnostics.push(warning.help(help));
            let gaps = ["type", "properties", "required"].map(gap);
            schema.notes.constraints.extend(gaps);
            schema.shape = Shape::Any;
        }
    }
}
