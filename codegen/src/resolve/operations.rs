//! Operations: parameters, request bodies and responses.

use openapiv3::{
    CookieStyle, HeaderStyle, OpenAPI, Operation as Model, Parameter as ParameterModel,
    ParameterData, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::Value;

use super::{Resolver, follow, security, stamp};
use crate::extension;
use crate::ir::{
    Location, MediaType, Operation, OperationKey, Parameter, ParameterEncoding, Place, RequestBody,
    SecurityScheme, Style,
};
use crate::pointer::JsonPointer;

/// Headers that OpenAPI reserves for other parts of the description (Parameter Object, `name`).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Resolves every operation of the document.
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

/// What an operation is made of in the model.
pub(super) struct Parts<'a, 's> {
    openapi: &'a OpenAPI,
    item: &'a PathItem,
    pub(super) operation: &'a Model,
    schemes: &'s [SecurityScheme],
    pub(super) key: OperationKey,
}

/// The method and path of an operation; `None` for a webhook, which the server calls.
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
        Operation {
            id: model.operation_id.clone().filter(|id| !id.trim().is_empty()),
            tags: model.tags.clone(),
            summary: model.summary.clone().or_else(|| parts.item.summary.clone()),
            description: model.description.clone().or_else(|| parts.item.description.clone()),
            deprecated: model.deprecated,
            parameters: self.parameters(parts, &path, &pointer),
            request_body: self.request_body(parts, &pointer),
            responses: self.responses(parts, &pointer),
            security: security::requirements(parts.openapi, model, parts.schemes),
            pointer,
            method,
            path,
        }
    }

    /// The operation's parameters, and those of its path that it does not override
    /// (OpenAPI 3.1, Operation Object, `parameters`). Those of the path come first, in its order.
    fn parameters(
        &mut self,
        parts: &Parts<'a, '_>,
        path: &str,
        pointer: &JsonPointer,
    ) -> Vec<Parameter> {
        let components = self.components;
        let mut parameters: Vec<Parameter> = Vec::new();
        let listed = parts.operation.parameters.iter().chain(&parts.item.parameters);
        for (index, parameter) in listed.enumerate() {
            let find = |key: &str| components.parameters.get(key);
            let Some(model) = follow(parameter, "parameters", find) else { continue };
            let at = pointer.child("parameters").child(index);
            let Some(parameter) = self.parameter(model, at, parts.key) else { continue };
            let overridden = parameters
                .iter()
                .any(|it| it.name == parameter.name && it.location == parameter.location);
            if !overridden {
                parameters.push(parameter);
            }
        }
        parameters.sort_by_key(|it| match it.location {
            Location::Path => path.find(&format!("{{{}}}", it.name)).unwrap_or(path.len()),
            _ => usize::MAX,
        });
        parameters
    }

    fn parameter(
        &mut self,
        model: &'a ParameterModel,
        at: JsonPointer,
        key: OperationKey,
    ) -> Option<Parameter> {
        let (data, location, style) = read_parameter(model);
        let lower = data.name.to_ascii_lowercase();
        if location == Location::Header && IGNORED_HEADERS.contains(&lower.as_str()) {
            return None;
        }
        let pointer = stamp(data.extensions.iter()).unwrap_or(at);
        let place = Place::Parameter(key, data.name.clone());
        let (schema, encoding) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let explode = data.explode.unwrap_or(style == Style::Form);
                (Some(schema), ParameterEncoding::Style { style, explode })
            }
            ParameterSchemaOrContent::Content(content) => {
                let media = content.values().next();
                (media.and_then(|it| it.schema.as_ref()), ParameterEncoding::Json)
            }
        };
        let terms: Vec<_> = schema.into_iter().map(Into::into).collect();
        let schema = self.schema(&terms, pointer.child("schema"), place);
        Some(Parameter {
            name: data.name.clone(),
            location,
            description: data.description.clone(),
            required: data.required || location == Location::Path,
            deprecated: data.deprecated == Some(true),
            schema,
            encoding,
            pointer,
        })
    }

    fn request_body(&mut self, parts: &Parts<'a, '_>, at: &JsonPointer) -> Option<RequestBody> {
        let components = self.components;
        let find = |key: &str| components.request_bodies.get(key);
        let model = follow(parts.operation.request_body.as_ref()?, "requestBodies", find)?;
        let pointer = stamp(model.extensions.iter()).unwrap_or_else(|| at.child("requestBody"));
        let place = Place::RequestBody(parts.key);
        let contents = model.content.iter();
        Some(RequestBody {
            description: model.description.clone(),
            required: model.required,
            contents: contents.map(|it| self.media_type(it, &pointer, &place)).collect(),
        })
    }

    pub(super) fn media_type(
        &mut self,
        (name, model): (&'a String, &'a openapiv3::MediaType),
        pointer: &JsonPointer,
        place: &Place,
    ) -> MediaType {
        let at = pointer.child("content").child(name).child("schema");
        let schema = model.schema.as_ref();
        let schema = schema.map(|schema| self.schema(&[schema.into()], at, place.clone()));
        MediaType { name: name.clone(), schema }
    }
}

fn read_parameter(model: &ParameterModel) -> (&ParameterData, Location, Style) {
    match model {
        ParameterModel::Path { parameter_data, style } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (parameter_data, Location::Path, style)
        }
        ParameterModel::Query { parameter_data, style, .. } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (parameter_data, Location::Query, style)
        }
        ParameterModel::Header { parameter_data, style: HeaderStyle::Simple } => {
            (parameter_data, Location::Header, Style::Simple)
        }
        ParameterModel::Cookie { parameter_data, style: CookieStyle::Form } => {
            (parameter_data, Location::Cookie, Style::Form)
        }
    }
}
