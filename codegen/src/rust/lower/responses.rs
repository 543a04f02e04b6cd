//! Responses of operations: success types, error types, and how each response is read.

use super::boxing::payload;
use super::content::{AcceptHeader, ReadableContent};
use super::{Lowering, markdown};
use crate::api::ir::{self, Content, Response, Status};
use crate::document::media_types::{self, covers, essence, is_media_type, openness};
use crate::document::text::Text;
use crate::rust::items::{
    Derive, Failure, ReaderMethod, Representation, ResponseEnum, ResponseReader, ResponseTarget,
    ResponseVariant, Statuses, Success, TypeRef,
};
use crate::rust::names::{OperationNames, ResponseNames, TypeName, VariantName};

/// The items for the responses of an operation.
pub(super) struct ResponseItems {
    pub(super) success: Success,
    pub(super) failure: Failure,
    pub(super) response_readers: Vec<ResponseReader>,
    pub(super) streams: Vec<ResponseReader>,
    pub(super) representations: Vec<Representation>,
    pub(super) accept: Option<Text>,
}

/// A content of a response, and how it is read.
struct Case {
    statuses: Statuses,
    /// The media types that it matches; `None` matches any.
    media_types: Vec<Option<Text>>,
    reading: ReaderMethod,
    variant: ResponseVariant,
}

impl Lowering<'_> {
    pub(super) fn response_readers(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
    ) -> ResponseItems {
        let mut successes = Vec::new();
        let mut failures = Vec::new();
        let mut accept = AcceptHeader::default();
        for (response, names) in operation.responses.iter().zip(&names.responses) {
            if operation.is_success(response) {
                let statuses = match response.status {
                    Status::Default => Statuses::Range(2),
                    status => statuses(status),
                };
                let readable = self.readable(operation, response);
                let chosen = chosen(readable.clone());
                accept.successes(response, &readable, &chosen);
                successes.extend(cases(response, names, statuses, &chosen));
            }
            if operation.is_failure(response) {
                let mut readable = self.readable(operation, response);
                accept.failures(response, &readable);
                readable.iter_mut().for_each(ReadableContent::read_whole);
                failures.extend(cases(
                    response,
                    names,
                    statuses(response.status),
                    &distinct(readable),
                ));
            }
        }
        let (success, mut readers) = success(names, successes);
        for case in &failures {
            let target = ResponseTarget::Error(names.error.clone(), case.variant.name.clone());
            readers.extend(case.response_readers(&target));
        }
        // The most specific one is matched first.
        readers.sort_by_key(|it| {
            (it.statuses, it.media_type.is_none(), it.media_type.as_ref().map(openness))
        });
        let variants: Vec<_> = failures.into_iter().map(|it| it.variant).collect();
        let failure = match variants.is_empty() {
            true => Failure::Infallible,
            false => Failure::Documented(response_enum(&names.error, variants)),
        };
        ResponseItems {
            success,
            failure,
            streams: streams(&readers),
            response_readers: complete(readers),
            representations: self.representations(operation, names),
            accept: accept.header(),
        }
    }

    /// Returns the media types of the main success response besides those that the operation
    /// returns.
    fn representations(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
    ) -> Vec<Representation> {
        let Some(main) = operation.main_success() else { return Vec::new() };
        let readable = self.readable(operation, main);
        let given: Vec<usize> = chosen(readable.clone()).iter().map(|it| it.index).collect();
        let others = distinct(readable).into_iter().filter(|it| !given.contains(&it.index));
        let others = others.filter_map(|it| {
            let content = main.contents.get(it.index)?;
            Some(Representation {
                method: names.representations.get(it.index)?.clone(),
                media_type: media_types::distinct(&content.media_type).into(),
                reading: it.reading,
                value: it.value,
            })
        });
        others.filter(|it| is_media_type(&essence(&it.media_type))).collect()
    }

    /// Returns how each content of a response is read, in the order of preference: JSON first.
    fn readable(&self, operation: &ir::Operation, response: &Response) -> Vec<ReadableContent> {
        if response.status.has_no_body() || operation.method == "HEAD" {
            return Vec::new();
        }
        let contents = response.contents.iter().enumerate();
        let mut readable: Vec<ReadableContent> =
            contents.map(|(index, content)| self.readable_content(index, content)).collect();
        readable.sort_by_key(|it| match it.reading {
            ReaderMethod::Json => 0,
            reading if reading.is_streamed() => 2,
            _ => 1,
        });
        readable
    }
}

impl Case {
    fn response_readers(&self, target: &ResponseTarget) -> Vec<ResponseReader> {
        let reader = |media_type: &Option<Text>| ResponseReader {
            statuses: self.statuses,
            media_type: media_type.clone(),
            reading: self.reading,
            target: target.clone(),
        };
        self.media_types.iter().map(reader).collect()
    }
}

/// Returns the contents of a success response among which the server chooses: only JSON if it is
/// one of them; otherwise all that are not streams; otherwise the first stream.
fn chosen(readable: Vec<ReadableContent>) -> Vec<ReadableContent> {
    let mut distinct = distinct(readable);
    match distinct.first().map(|it| it.reading) {
        Some(ReaderMethod::Json) => distinct.truncate(1),
        Some(reading) if reading.is_streamed() => distinct.truncate(1),
        _ => distinct.retain(|it| !it.reading.is_streamed()),
    }
    distinct
}

/// Removes the contents that are read in the same way as an earlier one, which lists them as
/// `alike`.
fn distinct(readable: Vec<ReadableContent>) -> Vec<ReadableContent> {
    let mut distinct: Vec<ReadableContent> = Vec::new();
    for it in readable {
        match distinct.iter_mut().find(|other| other.has_same_reader(&it)) {
            Some(other) => other.alike.push(it.index),
            None => distinct.push(it),
        }
    }
    distinct
}

fn cases(
    response: &Response,
    names: &ResponseNames,
    statuses: Statuses,
    readable: &[ReadableContent],
) -> Vec<Case> {
    let docs = markdown::to_rustdoc(&response.description);
    let summary = markdown::summary(&response.description);
    let variant = |name: &VariantName, media_type, content_types, payload| ResponseVariant {
        name: name.clone(),
        status: response.status.to_string(),
        media_type,
        content_types,
        payload,
        docs: docs.clone(),
        summary: summary.clone(),
    };
    if readable.is_empty() {
        let variant = variant(&names.variant, None, Vec::new(), TypeRef::Unit);
        return vec![Case {
            statuses,
            media_types: vec![None],
            reading: ReaderMethod::Empty,
            variant,
        }];
    }
    let media_type = |it: &ReadableContent| {
        let content: Option<&Content> = response.contents.get(it.index);
        content
            .map(|it| Text::from(media_types::distinct(&it.media_type)))
            .filter(|_| readable.len() > 1)
    };
    let content_types = |it: &ReadableContent| {
        let contents = std::iter::once(it.index).chain(it.alike.iter().copied());
        contents
            .filter_map(|index| Some(response.contents.get(index)?.media_type.clone()))
            .collect()
    };
    let others: Vec<Text> = readable.iter().skip(1).filter_map(media_type).collect();
    let cases = readable.iter().enumerate().map(|(index, it)| {
        let media_type = media_type(it);
        let name = if index == 0 { &names.variant } else { &names.contents[it.index] };
        Case {
            statuses,
            media_types: if index > 0 {
                vec![media_type.clone()]
            } else {
                // The preferred one is also used if the server sends no media type.
                let own = media_type.iter().filter(|own| others.iter().any(|it| covers(it, own)));
                own.cloned().map(Some).chain([None]).collect()
            },
            reading: it.reading,
            variant: variant(name, media_type, content_types(it), it.payload()),
        }
    });
    cases.collect()
}

fn success(names: &OperationNames, successes: Vec<Case>) -> (Success, Vec<ResponseReader>) {
    let Some(first) = successes.first() else {
        // The document describes no success response: every 2xx status is a success, and its body
        // is not read.
        let reader = ResponseReader {
            statuses: Statuses::Range(2),
            media_type: None,
            reading: ReaderMethod::Empty,
            target: ResponseTarget::Success,
        };
        return (Success::One(TypeRef::Unit), vec![reader]);
    };
    if successes.iter().all(|it| it.variant.payload == first.variant.payload) {
        let readers =
            successes.iter().flat_map(|it| it.response_readers(&ResponseTarget::Success)).collect();
        return (Success::One(first.variant.payload.clone()), readers);
    }
    let name = &names.success;
    let target = |it: &Case| ResponseTarget::SuccessVariant(name.clone(), it.variant.name.clone());
    let readers = successes.iter().flat_map(|it| it.response_readers(&target(it))).collect();
    let mut variants: Vec<_> = successes.into_iter().map(|it| it.variant).collect();
    variants.iter_mut().for_each(|it| it.payload = payload(it.payload.clone()));
    (Success::Several(response_enum(name, variants)), readers)
}

/// Returns an enum of responses. A stream implements neither `Clone` nor `PartialEq`.
fn response_enum(name: &TypeName, variants: Vec<ResponseVariant>) -> ResponseEnum {
    let derives: &[Derive] = match variants.iter().any(|it| it.payload.is_stream()) {
        true => &[Derive::Debug],
        false => &[Derive::Clone, Derive::Debug, Derive::PartialEq],
    };
    ResponseEnum { name: name.clone(), derives, variants }
}

/// Adds a reader for all other statuses if there is none.
fn complete(mut readers: Vec<ResponseReader>) -> Vec<ResponseReader> {
    if !readers.iter().any(|it| it.statuses == Statuses::Others) {
        readers.push(others(ResponseTarget::Undocumented));
    }
    readers
}

/// Returns the readers of streams, and one for all other responses; empty without a stream.
fn streams(readers: &[ResponseReader]) -> Vec<ResponseReader> {
    let mut streams: Vec<ResponseReader> =
        readers.iter().filter(|it| it.reading.is_streamed()).cloned().collect();
    if !streams.is_empty() {
        streams.push(others(ResponseTarget::Whole));
    }
    streams
}

fn others(target: ResponseTarget) -> ResponseReader {
    ResponseReader {
        statuses: Statuses::Others,
        media_type: None,
        reading: ReaderMethod::Empty,
        target,
    }
}

fn statuses(status: Status) -> Statuses {
    match status {
        Status::Code(code) => Statuses::Code(code),
        Status::Range(hundreds) => Statuses::Range(hundreds),
        Status::Default => Statuses::Others,
    }
}
