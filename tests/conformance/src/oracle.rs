//! Which values are valid, as an independent validator says (`jsonschema`). It reads nothing but
//! the document.

use std::fmt::Write as _;

use codegen::internals::document::formats::{FORMATS, FormatType};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// Where the validator finds the document.
const DOCUMENT: &str = "urn:document";

/// The validators of a document's component schemas, each made when it is first asked.
pub(crate) struct Oracle<'d> {
    registry: Registry<'d>,
}

impl<'d> Oracle<'d> {
    /// The validators of a document in JSON Schema 2020-12.
    ///
    /// # Errors
    /// A reference leads out of the document.
    pub(crate) fn new(document: &'d Value) -> Result<Self, String> {
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT, document)
            .and_then(jsonschema::RegistryBuilder::prepare);
        Ok(Self { registry: registry.map_err(|error| error.to_string())? })
    }

    /// The validator of the schema at `pointer`.
    ///
    /// # Errors
    /// The keywords that the validator does not understand.
    pub(crate) fn validator(&self, pointer: &str) -> Result<Validator, String> {
        let root = json!({"$ref": format!("{DOCUMENT}#{}", encoded(pointer))});
        self.of_schema(&root)
    }

    /// The validator of those values of the schema at `pointer` that are of this JSON type.
    ///
    /// # Errors
    /// The keywords that the validator does not understand.
    pub(crate) fn of_type(&self, pointer: &str, name: &str) -> Result<Validator, String> {
        self.of_schema(&json!({"$ref": format!("{DOCUMENT}#{}", encoded(pointer)), "type": name}))
    }

    fn of_schema(&self, root: &Value) -> Result<Validator, String> {
        let uuid = |text: &str| text.len() == 36 && uuid::Uuid::try_parse(text).is_ok();
        let mut options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .with_format("base64", is_base64);
        for format in FORMATS.iter().filter(|it| it.rust == FormatType::Uuid) {
            options = options.with_format(format.name, uuid);
        }
        options.build(root).map_err(|error| error.to_string())
    }
}

/// A pointer as a URI fragment.
fn encoded(pointer: &str) -> String {
    let mut text = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/~-._".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// RFC 4648, 4: the standard alphabet, with padding.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let symbol = |it: u8| it.is_ascii_alphanumeric() || it == b'+' || it == b'/';
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.bytes().all(symbol)
}
