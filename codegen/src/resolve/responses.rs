//! Responses of an operation.

use openapiv3::StatusCode;

use super::operations::Parts;
use super::{Resolver, follow, stamp};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Place, Response, Status};
use crate::pointer::JsonPointer;

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
            let Some(model) = follow(response, "responses", find) else {
                let at = pointer.child("responses").child(status);
                let message = "this response refers to nothing".to_owned();
                self.diagnostics.push(Diagnostic::error(Code::DanglingRef, &at, message));
                continue;
            };
            let pointer = stamp(model.extensions.iter())
                .unwrap_or_else(|| pointer.child("responses").child(status));
            let place = Place::ResponseBody(parts.key, status.to_string());
            let contents = model.content.iter();
            responses.push(Response {
                status,
                description: model.description.clone(),
                contents: contents.map(|it| self.media_type(it, &pointer, &place)).collect(),
                pointer,
            });
        }
        responses
    }
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(hundreds) => Status::Range(*hundreds),
    }
}
