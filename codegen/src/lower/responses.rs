//! What operations answer: their successes, their errors and how each is read.

use super::{Lowering, markdown};
use crate::ir::{self, MediaType, Status};
use crate::names::OperationNames;
use crate::rust::{
    Answer, AnswerTarget, BodyEncoding, ErrorEnum, ResponseVariant, Statuses, Success, TypeRef,
};

impl Lowering<'_> {
    pub(super) fn answers(&self, operation: &ir::Operation, names: &OperationNames) -> Answers {
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
pub(super) struct Answers {
    pub(super) success: Success,
    pub(super) error: Option<ErrorEnum>,
    pub(super) answers: Vec<Answer>,
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
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

/// The media types of all responses, the preferred first.
pub(super) fn accept(operation: &ir::Operation) -> Vec<String> {
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
