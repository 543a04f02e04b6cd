//! Operations: their functions, request types, errors and answers.

use super::docs::{code, docs};
use super::{Lowering, markdown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{self, Location, MediaType, OperationKey, ParameterEncoding, essence, is_json};
use crate::names::OperationNames;
use crate::rust::{Body, BodyEncoding, Operation, OperationModule, Parameter, TypeRef};

/// The modules of operations, in the order in which their first operation stands in the document.
pub(super) fn modules(
    lowering: &Lowering<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationModule> {
    let groups = lowering.names.groups.iter();
    let mut modules: Vec<OperationModule> = groups
        .map(|group| {
            let tag = lowering.api.tags.iter().find(|tag| tag.name == group.title);
            let docs = tag.and_then(|tag| tag.description.as_deref());
            OperationModule {
                name: group.module.clone(),
                title: code(&group.title),
                docs: docs.map(markdown::to_rustdoc).unwrap_or_default(),
                resource: group.resource.clone(),
                operations: Vec::new(),
            }
        })
        .collect();
    let operations = lowering.api.operations.iter().zip(&lowering.names.operations);
    for (index, (operation, names)) in operations.enumerate() {
        if let Some(mut lowered) = lowering.operation(operation, names, diagnostics) {
            lowering.add_callbacks(&mut lowered.description, OperationKey(index));
            modules[names.group].operations.push(lowered);
        }
    }
    modules.retain(|module| !module.operations.is_empty());
    modules
}

impl Lowering<'_> {
    fn operation(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
        diagnostics: &mut Diagnostics,
    ) -> Option<Operation> {
        let body = match &operation.request_body {
            None => None,
            Some(body) => Some(self.body(operation, body, diagnostics)?),
        };
        let answers = self.answers(operation, names);
        let method_and_path = format!("{} {}", operation.method, operation.path);
        let summary = operation.summary.as_deref().map(markdown::summary).unwrap_or_default();
        let mut lowered = Operation {
            id: operation.id.clone().unwrap_or(method_and_path),
            pointer: operation.pointer.to_string(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            function: names.function.clone(),
            request: names.request.clone(),
            error: answers.error,
            success: answers.success,
            summary,
            description: operation
                .description
                .as_deref()
                .map(markdown::to_rustdoc)
                .unwrap_or_default(),
            deprecated: operation.deprecated,
            parameters: self.parameters(operation, names),
            body,
            security: operation.security.alternatives.clone(),
            accept: answers.accept,
            answers: answers.answers,
            representations: answers.representations,
            notes: self.notes(operation),
            example: Vec::new(),
            example_setters: self.example_setters(operation, names),
        };
        lowered.example = self.example_arguments(operation, &lowered);
        Some(lowered)
    }

    fn parameters(&self, operation: &ir::Operation, names: &OperationNames) -> Vec<Parameter> {
        let parameters = operation.parameters.iter().zip(&names.parameters);
        let parameter = |(parameter, name): (&ir::Parameter, &_)| {
            let schema = self.api.schema(parameter.schema);
            let name: &crate::names::FieldName = name;
            Parameter {
                name: name.clone(),
                wire: parameter.name.clone(),
                location: location(parameter.location),
                style: style(&parameter.encoding),
                value: self.value_type(parameter.schema),
                required: parameter.required,
                docs: docs(parameter.description.as_deref(), &schema.notes, &schema.shape),
                deprecated: parameter.deprecated,
            }
        };
        parameters.map(parameter).collect()
    }

    /// What the operation sends: in the first media type that the runtime can write, JSON first.
    fn body(
        &self,
        operation: &ir::Operation,
        body: &ir::RequestBody,
        diagnostics: &mut Diagnostics,
    ) -> Option<Body> {
        let mut contents: Vec<(&MediaType, BodyEncoding)> =
            body.contents.iter().filter_map(|it| Some((it, request_encoding(it)?))).collect();
        contents.sort_by_key(|(_, encoding)| *encoding as usize);
        let Some((media, encoding)) = contents.first().copied() else {
            if body.contents.is_empty() {
                return Some(self.json_body(body));
            }
            let names: Vec<&str> = body.contents.iter().map(|it| it.name.as_str()).collect();
            let message =
                format!("request bodies of type `{}` can't be sent yet", names.join("`, `"));
            let help = "the operation is left out; the others are not affected";
            let at = operation.pointer.child("requestBody");
            diagnostics.push(Diagnostic::warning(Code::Unsupported, &at, message).help(help));
            return None;
        };
        Some(Body {
            value: self.content_type(media, encoding),
            required: body.required,
            encoding,
            media_type: media.name.clone(),
            docs: body.description.as_deref().map(markdown::to_rustdoc).unwrap_or_default(),
        })
    }

    fn json_body(&self, body: &ir::RequestBody) -> Body {
        Body {
            value: TypeRef::Json,
            required: body.required,
            encoding: BodyEncoding::Json,
            media_type: "application/json".to_owned(),
            docs: String::new(),
        }
    }

    /// The type of a body's content.
    fn content_type(&self, media: &MediaType, encoding: BodyEncoding) -> TypeRef {
        match encoding {
            BodyEncoding::Json | BodyEncoding::Form => {
                media.schema.map_or(TypeRef::Json, |schema| self.nullable_type(schema))
            }
            BodyEncoding::Text => TypeRef::String,
            BodyEncoding::Bytes => TypeRef::Bytes,
            BodyEncoding::Empty => TypeRef::Unit,
        }
    }
}

/// How a request body of this media type is written; `None` where the runtime can't.
fn request_encoding(media: &MediaType) -> Option<BodyEncoding> {
    let name = essence(&media.name);
    match name.as_str() {
        _ if is_json(&name) => Some(BodyEncoding::Json),
        "*/*" => {
            Some(if media.schema.is_some() { BodyEncoding::Json } else { BodyEncoding::Bytes })
        }
        "application/x-www-form-urlencoded" => Some(BodyEncoding::Form),
        _ if name.starts_with("multipart/") => None,
        _ if name.starts_with("text/") => Some(BodyEncoding::Text),
        _ => Some(BodyEncoding::Bytes),
    }
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// The variant of the runtime's `Style`.
fn style(encoding: &ParameterEncoding) -> &'static str {
    let ParameterEncoding::Style { style, explode } = encoding else { return "Json" };
    match (style, explode) {
        (ir::Style::Matrix, false) => "Matrix",
        (ir::Style::Matrix, true) => "MatrixExplode",
        (ir::Style::Label, false) => "Label",
        (ir::Style::Label, true) => "LabelExplode",
        (ir::Style::Form, false) => "Form",
        (ir::Style::Form, true) => "FormExplode",
        (ir::Style::Simple, false) => "Simple",
        (ir::Style::Simple, true) => "SimpleExplode",
        // Exploded, these two are the same as an exploded form.
        (ir::Style::SpaceDelimited | ir::Style::PipeDelimited, true) => "FormExplode",
        (ir::Style::SpaceDelimited, false) => "SpaceDelimited",
        (ir::Style::PipeDelimited, false) => "PipeDelimited",
        (ir::Style::DeepObject, _) => "DeepObject",
    }
}
