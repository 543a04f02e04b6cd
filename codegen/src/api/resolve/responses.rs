//! Resolution of responses: their contents, headers and links.

use openapiv3::{
    Header as HeaderModel, LinkOperation, MediaType, ParameterSchemaOrContent, ReferenceOr,
    Response as ResponseModel, StatusCode,
};
use serde_json::Value;

use super::operations::Parts;
use super::{Resolver, follow, stamp};
use crate::api::extension;
use crate::api::ir::{
    Content, HeaderEncoding, Link, OperationKey, Place, Response, ResponseHeader, Status,
};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::media_types::{content, is_json};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    pub(super) fn responses(
        &mut self,
        parts: &Parts<'a, '_>,
        pointer: &JsonPointer,
    ) -> Vec<Response> {
        let components = self.components;
        let models = &parts.operation.responses;
        let listed = models.responses.iter().map(|(code, response)| (status(code), response));
        let default = models.default.iter().map(|response| (Status::Default, response));
        let mut responses = Vec::new();
        for (status, response) in listed.chain(default) {
            let find = |key: &str| components.responses.get(key);
            let at = pointer.child("responses").child(status);
            let Some(model) = follow(response, "responses", find) else {
                let message = "this response refers to nothing".to_owned();
                self.diagnostics.push(Diagnostic::error(Code::DanglingRef, &at, message));
                continue;
            };
            let pointer = stamp(model.extensions.iter()).unwrap_or(at);
            responses.push(Response {
                status,
                description: Text::from(&model.description),
                contents: self.contents(model, &pointer, parts.key, status),
                headers: self.headers(model, &pointer, parts.key),
                links: self.links(model),
            });
        }
        responses
    }

    fn contents(
        &mut self,
        model: &'a ResponseModel,
        pointer: &JsonPointer,
        key: OperationKey,
        status: Status,
    ) -> Vec<Content> {
        let mut contents = Vec::new();
        for (index, (name, model)) in model.content.iter().enumerate() {
            let place = match (index, is_stream(name)) {
                (0, false) => Place::ResponseBody(key, status.to_string()),
                _ => Place::ResponseContent(key, status.to_string(), Text::from(name)),
            };
            contents.push(self.content(name, model, pointer, place));
        }
        contents
    }

    fn content(
        &mut self,
        name: &str,
        model: &'a MediaType,
        pointer: &JsonPointer,
        place: Place,
    ) -> Content {
        let at = pointer.child("content").child(name);
        let item = model.extensions.get(extension::ITEM_SCHEMA).and_then(Value::as_str);
        let item_schema = item.map(|key| self.keyed(key, at.child("itemSchema"), place.clone()));
        let schema = model.schema.as_ref();
        let schema = schema.map(|schema| self.schema(&[schema.into()], at.child("schema"), place));
        Content { media_type: Text::from(name), schema, item_schema }
    }

    /// Returns the header fields, except `content-type`, which is ignored (OpenAPI 3.1, Response
    /// Object).
    fn headers(
        &mut self,
        model: &'a ResponseModel,
        pointer: &JsonPointer,
        key: OperationKey,
    ) -> Vec<ResponseHeader> {
        let components = self.components;
        let mut headers = Vec::new();
        for (name, header) in &model.headers {
            let find = |key: &str| components.headers.get(key);
            let Some(model) = follow(header, "headers", find) else { continue };
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let at = match header {
                ReferenceOr::Reference { reference } => JsonPointer::parse(&reference[1..]),
                ReferenceOr::Item(_) => None,
            };
            let at = at.unwrap_or_else(|| pointer.child("headers").child(name));
            headers.push(self.header(name, model, at, key));
        }
        headers
    }

    fn header(
        &mut self,
        name: &str,
        model: &'a HeaderModel,
        at: JsonPointer,
        key: OperationKey,
    ) -> ResponseHeader {
        let (schema, encoding) = match &model.format {
            ParameterSchemaOrContent::Schema(schema) => (Some(schema), HeaderEncoding::Simple),
            ParameterSchemaOrContent::Content(content) => {
                let first = content.iter().next();
                let holds_json = first.is_some_and(|(name, _)| is_json(&name.into()));
                let encoding = if holds_json { HeaderEncoding::Json } else { HeaderEncoding::Text };
                (first.and_then(|(_, media)| media.schema.as_ref()), encoding)
            }
        };
        let terms: Vec<_> = schema.into_iter().map(Into::into).collect();
        let place = Place::Parameter(key, Text::from(name));
        ResponseHeader {
            name: Text::from(name),
            description: model.description.as_deref().map(Text::from),
            schema: self.schema(&terms, at.child("schema"), place),
            encoding,
        }
    }

    fn links(&self, model: &'a ResponseModel) -> Vec<Link> {
        let find = |key: &str| self.components.links.get(key);
        let links = model.links.iter().filter_map(|(name, link)| {
            let model = follow(link, "links", find)?;
            let operation = match &model.operation {
                LinkOperation::OperationId(name) | LinkOperation::OperationRef(name) => name,
            };
            let text =
                |value: &Value| value.as_str().map_or_else(|| value.to_string().into(), Text::from);
            let parameters = model.parameters.iter().map(|(name, it)| (name.into(), text(it)));
            Some(Link {
                name: Text::from(name),
                description: model.description.as_deref().map(Text::from),
                operation: Text::from(operation),
                parameters: parameters.collect(),
            })
        });
        links.collect()
    }
}

/// Whether a media type is a sequence of items.
fn is_stream(media_type: &str) -> bool {
    content(&media_type.into()).is_stream()
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(hundreds) => Status::Range(*hundreds),
    }
}
