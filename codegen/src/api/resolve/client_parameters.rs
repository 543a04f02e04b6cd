//! `x-speakeasy-globals`: the parameters that are set on the client, for all operations that have
//! them.

use openapiv3::{OpenAPI, Parameter as Model};
use serde_json::Value;

use super::parameters::read_parameter;
use super::{Resolver, component_key, follow};
use crate::api::ir::{ClientParameter, ClientParameterKey, Location, Operation};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::vendor::{self, SPEAKEASY_GLOBALS};

/// A parameter in the extension.
pub(super) struct Entry {
    pointer: JsonPointer,
    name: Text,
    called: Option<Text>,
    location: Location,
    description: Option<Text>,
}

impl<'a> Resolver<'a, '_> {
    /// Returns the parameters in the extension of the document. A part of it that can't be used is
    /// reported and ignored.
    pub(super) fn client_parameters(&mut self, openapi: &'a OpenAPI) -> Vec<Entry> {
        let Some(extension) = openapi.extensions.get(SPEAKEASY_GLOBALS) else { return Vec::new() };
        let pointer = JsonPointer::root().child(SPEAKEASY_GLOBALS);
        let Some(list) = extension.get("parameters").and_then(Value::as_array) else {
            self.ignored(&pointer, "it has no list of `parameters`");
            return Vec::new();
        };
        let mut entries: Vec<Entry> = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let at = pointer.child("parameters").child(index);
            match self.client_parameter(value, &at) {
                None => {
                    self.ignored(&at, "the entry is not a parameter with a name and a location")
                }
                Some(entry) if entries.iter().any(|it| it.is_same(&entry)) => {
                    self.ignored(&at, "the parameter is already listed");
                }
                Some(entry) => entries.push(entry),
            }
        }
        entries
    }

    fn client_parameter(&mut self, value: &'a Value, at: &JsonPointer) -> Option<Entry> {
        if let Some(reference) = value.get("$ref") {
            let components = self.components;
            let find = |key: &str| components.parameters.get(key);
            let component = find(&component_key(reference.as_str()?, "parameters")?)?;
            let model: &Model = follow(component, "parameters", find)?;
            let (data, location, _) = read_parameter(model);
            let get = |key: &str| data.extensions.get(key);
            return Some(Entry {
                called: self.name_of(vendor::NAMES, get, at),
                pointer: at.clone(),
                name: Text::from(&data.name),
                location,
                description: data.description.as_deref().map(Text::from),
            });
        }
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        Some(Entry {
            called: self.name_of(vendor::NAMES, |key| value.get(key), at),
            pointer: at.clone(),
            name: Text::from(text("name")?),
            location: match text("in")? {
                "path" => Location::Path,
                "query" => Location::Query,
                "header" => Location::Header,
                "cookie" => Location::Cookie,
                _ => return None,
            },
            description: text("description").map(Text::from),
        })
    }

    fn ignored(&mut self, at: &JsonPointer, reason: &str) {
        self.diagnostics.push(ignored(at, reason));
    }
}

impl Entry {
    fn is_same(&self, other: &Self) -> bool {
        self.location == other.location && self.is_called(&other.name)
    }

    /// Compares names; those of header fields without regard to case (RFC 9110, 5.1).
    fn is_called(&self, name: &Text) -> bool {
        match self.location {
            Location::Header => self.name.as_written().eq_ignore_ascii_case(name.as_written()),
            _ => self.name == *name,
        }
    }
}

/// Marks the parameters of operations that are set on the client. Returns those that an operation
/// has; the others are reported.
pub(super) fn apply(
    entries: Vec<Entry>,
    operations: &mut [Operation],
    diagnostics: &mut Diagnostics,
) -> Vec<ClientParameter> {
    let mut found: Vec<ClientParameter> = Vec::new();
    for entry in entries {
        let parameters = operations.iter_mut().flat_map(|it| &mut it.parameters);
        let mut uses = parameters
            .filter(|it| {
                it.location == entry.location
                    && entry.is_called(&it.name)
                    && !it.is_idempotency_key()
            })
            .peekable();
        let Some(first) = uses.peek() else {
            diagnostics.push(ignored(&entry.pointer, "no operation has the parameter"));
            continue;
        };
        let key = ClientParameterKey(found.len());
        found.push(ClientParameter {
            pointer: entry.pointer.clone(),
            name: first.name.clone(),
            called: entry.called.as_ref().or(first.called.as_ref()).cloned(),
            description: entry.description.as_ref().or(first.description.as_ref()).cloned(),
            schema: first.schema,
        });
        uses.for_each(|it| it.on_client = Some(key));
    }
    found
}

fn ignored(at: &JsonPointer, reason: &str) -> Diagnostic {
    let message = format!("`{SPEAKEASY_GLOBALS}`: {reason}; it is ignored");
    Diagnostic::warning(Code::Unsupported, at, message)
        .help("correct the extension with an overlay, or remove it")
}
