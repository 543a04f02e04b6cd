//! Resolution of operations.

use openapiv3::{OpenAPI, Operation as Model, PathItem, ReferenceOr};
use serde_json::Value;

use super::{Resolver, security, servers, stamp};
use crate::api::extension;
use crate::api::ir::{CodeSample, CodeSamples, Operation, OperationKey, SecurityScheme};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::vendor;

/// Resolves all operations of the document.
pub(super) fn resolve<'a>(openapi: &'a OpenAPI, resolver: &mut Resolver<'a, '_>) -> Vec<Operation> {
    let schemes = security::schemes(resolver.components);
    let mut operations = Vec::new();
    for (path, item) in openapi.paths.iter() {
        let ReferenceOr::Item(item) = item else { continue };
        for (method, operation) in item.iter() {
            let Some((method, path)) = method_and_path(item, method, path) else { continue };
            let key = OperationKey(operations.len());
            let parts = Parts { openapi, item, operation, schemes: &schemes, key };
            operations.push(resolver.operation(&parts, method, path));
        }
    }
    operations
}

/// The objects of the model that an operation consists of.
pub(super) struct Parts<'a, 's> {
    pub(super) openapi: &'a OpenAPI,
    pub(super) item: &'a PathItem,
    pub(super) operation: &'a Model,
    schemes: &'s [SecurityScheme],
    pub(super) key: OperationKey,
}

/// Returns the method and path of an operation, or `None` for a webhook.
fn method_and_path(item: &PathItem, method: &str, path: &str) -> Option<(String, String)> {
    if item.extensions.contains_key(extension::WEBHOOK) {
        return None;
    }
    let text = |key| item.extensions.get(key).and_then(Value::as_str);
    match (text(extension::METHOD), text(extension::PATH)) {
        (Some(method), Some(path)) => Some((method.to_owned(), path.to_owned())),
        _ => Some((method.to_ascii_uppercase(), path.to_owned())),
    }
}

impl<'a> Resolver<'a, '_> {
    fn operation(&mut self, parts: &Parts<'a, '_>, method: String, path: String) -> Operation {
        let model = parts.operation;
        let pointer = stamp(model.extensions.iter()).unwrap_or_else(|| {
            let path = JsonPointer::root().child("paths").child(&path);
            path.child(method.to_ascii_lowercase())
        });
        let get = |key: &str| model.extensions.get(key);
        Operation {
            called: self.name_of(vendor::OPERATION_NAMES, get, &pointer),
            group: self.group_of(get, &pointer),
            retries: self.retries(get, &pointer),
            id: model.operation_id.as_ref().filter(|id| !id.trim().is_empty()).map(Text::from),
            tags: model.tags.iter().map(Text::from).collect(),
            summary: model.summary.as_deref().or(parts.item.summary.as_deref()).map(Text::from),
            description: model
                .description
                .as_deref()
                .or(parts.item.description.as_deref())
                .map(Text::from),
            deprecated: model.deprecated,
            parameters: self.parameters(parts, &path, &pointer),
            request_body: self.request_body(parts, &pointer),
            responses: self.responses(parts, &pointer),
            pagination: self.pagination(model, &pointer),
            polling: None,
            security: security::requirements(parts.openapi, model, parts.schemes),
            servers: servers::of_operation(parts),
            code_samples: code_samples(model),
            pointer,
            method: Text::from(method),
            path: Text::from(path),
        }
    }
}

/// Returns the `x-codeSamples` of an operation.
fn code_samples(model: &Model) -> CodeSamples {
    match model.extensions.get("x-codeSamples") {
        None => CodeSamples::Absent,
        Some(Value::Array(list)) => CodeSamples::List(list.iter().map(code_sample).collect()),
        Some(_) => CodeSamples::Other,
    }
}

fn code_sample(entry: &Value) -> CodeSample {
    let text = |key| Text::from(entry.get(key).and_then(Value::as_str).unwrap_or_default());
    CodeSample { lang: text("lang"), label: text("label") }
}
