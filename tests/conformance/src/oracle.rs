//! Validation by an independent validator (`jsonschema`), which knows only the document.

use std::fmt::Write as _;

use codegen::internals::document::formats::{FORMATS, FormatType};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// The URI of the document for the validator.
const DOCUMENT: &str = "urn:document";

/// The validators of a document's component schemas, created on first use.
pub(crate) struct Oracle<'d> {
    registry: Registry<'d>,
}

impl<'d> Oracle<'d> {
    /// Creates the validators of a document in JSON Schema 2020-12.
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

    /// Returns the validator of the schema at `pointer`.
    ///
    /// # Errors
    /// The keywords that the validator does not support.
    pub(crate) fn validator(&self, pointer: &str) -> Result<Validator, String> {
        let root = json!({"$ref": format!("{DOCUMENT}#{}", encoded(pointer))});
        self.of_schema(&root)
    }

    /// Returns the validator of the schema at `pointer`, restricted to values of this JSON type.
    ///
    /// # Errors
    /// The keywords that the validator does not support.
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

/// Encodes a pointer as a URI fragment.
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

/// Whether a string is base64 with the standard alphabet and padding (RFC 4648, 4).
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let symbol = |it: u8| it.is_ascii_alphanumeric() || it == b'+' || it == b'/';
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.bytes().all(symbol)
}
