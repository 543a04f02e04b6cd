//! Operations: their functions, request types, errors and answers.

use super::docs::{code, docs};
use super::{Lowering, markdown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{self, Location, MediaType, ParameterEncoding, Status};
use crate::names::OperationNames;
use crate::rust::{
    Answer, AnswerTarget, Body, BodyEncoding, ErrorEnum, Operation, OperationModule, Parameter,
    ResponseVariant, Statuses, Success, TypeRef,
};

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
    for (operation, names) in lowering.api.operations.iter().zip(&lowering.names.operations) {
        if let Some(lowered) = lowering.operation(operation, names, diagnostics) {
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
            security: operation.security.clone(),
            accept: accept(operation),
            answers: answers.answers,
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

    fn answers(&self, operation: &ir::Operation, names: &OperationNames) -> Answers {
        let has_success = operation.responses.iter().any(|it| is_success(it.status));
        let mut successes = Vec::new();
        let mut failures = Vec::new();
        for (response, name) in operation.responses.iter().zip(&names.responses) {
            let (encoding, payload) = self.response(response);
            let variant = ResponseVariant {
                name: name.clone(),
                status: response.status.to_string(),
                payload,
                docs: markdown::to_rustdoc(&response.description),
            };
            let answer = (response.status, encoding, variant);
            match response.status {
                status if is_success(status) => successes.push(answer),
                Status::Default if !has_success => {
                    successes.push((Status::Range(2), encoding, answer.2.clone()));
                    failures.push(answer);
                }
                _ => failures.push(answer),
            }
        }
        let (success, mut answers) = self.success(names, successes);
        for (status, encoding, variant) in &failures {
            let target = AnswerTarget::Error(names.error.clone(), variant.name.clone());
            answers.push(Answer { statuses: statuses(*status), encoding: *encoding, target });
        }
        answers.sort_by_key(|answer| answer.statuses);
        let variants: Vec<_> = failures.into_iter().map(|(_, _, variant)| variant).collect();
        let error =
            (!variants.is_empty()).then(|| ErrorEnum { name: names.error.clone(), variants });
        Answers { success, error, answers }
    }

    fn success(
        &self,
        names: &OperationNames,
        successes: Vec<(Status, BodyEncoding, ResponseVariant)>,
    ) -> (Success, Vec<Answer>) {
        let Some((_, _, first)) = successes.first() else {
            // The document describes no success: any is one, and its body is not read.
            let target = AnswerTarget::Success;
            let answer =
                Answer { statuses: Statuses::Hundred(2), encoding: BodyEncoding::Empty, target };
            return (Success::One(TypeRef::Unit), vec![answer]);
        };
        let one_type = successes.iter().all(|(_, _, it)| it.payload == first.payload);
        let answers = successes.iter().map(|(status, encoding, variant)| Answer {
            statuses: statuses(*status),
            encoding: *encoding,
            target: if one_type {
                AnswerTarget::Success
            } else {
                AnswerTarget::SuccessVariant(names.success.clone(), variant.name.clone())
            },
        });
        let answers = answers.collect();
        if one_type {
            return (Success::One(first.payload.clone()), answers);
        }
        let variants = successes.into_iter().map(|(_, _, variant)| variant).collect();
        (Success::Several(ErrorEnum { name: names.success.clone(), variants }), answers)
    }

    /// How a response is read: in the first media type that says most, JSON first.
    fn response(&self, response: &ir::Response) -> (BodyEncoding, TypeRef) {
        let contents = response.contents.iter().map(|media| (media, self.response_encoding(media)));
        match contents.min_by_key(|(_, encoding)| *encoding as usize) {
            Some((media, encoding)) => (encoding, self.content_type(media, encoding)),
            None => (BodyEncoding::Empty, TypeRef::Unit),
        }
    }

    fn response_encoding(&self, media: &MediaType) -> BodyEncoding {
        let name = essence(&media.name);
        let of_any = || match media.schema.map(|schema| self.value_type(schema).without_aliases()) {
            Some(TypeRef::String) | None => BodyEncoding::Bytes,
            Some(_) => BodyEncoding::Json,
        };
        match name.as_str() {
            _ if is_json(&name) => BodyEncoding::Json,
            "*/*" | "application/*" => of_any(),
            _ if name.starts_with("text/") => BodyEncoding::Text,
            _ => BodyEncoding::Bytes,
        }
    }
}

/// What an operation's responses come to.
struct Answers {
    success: Success,
    error: Option<ErrorEnum>,
    answers: Vec<Answer>,
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn statuses(status: Status) -> Statuses {
    match status {
        Status::Code(code) => Statuses::Code(code),
        Status::Range(hundreds) => Statuses::Hundred(hundreds),
        Status::Default => Statuses::Others,
    }
}

/// A media type without its parameters, in lower case (RFC 9110, 8.3.1).
fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
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

/// The media types of all responses, the preferred first.
fn accept(operation: &ir::Operation) -> Vec<String> {
    let mut accept: Vec<String> = Vec::new();
    let contents = operation.responses.iter().flat_map(|response| &response.contents);
    for name in contents.map(|media| essence(&media.name)) {
        if !accept.contains(&name) {
            accept.push(name);
        }
    }
    accept.sort_by_key(|name| !is_json(name));
    accept
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
