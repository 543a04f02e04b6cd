//! The items of `operations`.

use super::{Answer, Body, Docs, Expression, Failure, Representation, Retries, Success};
use super::{TypeRef, Writing};
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, FunctionName, ModuleName, TypeName};

/// A file of `operations`: the operations of one resource.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// Its name, and the client's method that returns the resource.
    pub name: ModuleName,
    /// Its name in the document, as inline code.
    pub title: String,
    /// Its documentation.
    pub docs: String,
    /// The type that the client's method returns.
    pub resource: TypeName,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document's `operationId`, or method and path if there is none.
    pub id: Text,
    /// The location in the author's document.
    pub pointer: JsonPointer,
    /// The HTTP method.
    pub method: Text,
    /// The path template, as written in the document.
    pub path: Text,
    /// The path template to send.
    pub template: Text,
    /// The base URL of its own server, if it isn't on the document's servers.
    pub server: Option<Text>,
    /// The header field of its idempotency key, which calls send automatically.
    pub idempotency_key: Option<Text>,
    /// Its retry policy.
    pub retries: Option<Retries>,
    /// The function and the resource's method.
    pub function: FunctionName,
    /// The request type.
    pub request: TypeName,
    /// Its error type.
    pub failure: Failure,
    /// The output of a successful call.
    pub success: Success,
    /// Its summary, on one line.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
    /// Its parameters: required ones are arguments, optional ones setters.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<Body>,
    /// The alternatives of security schemes, by name.
    pub security: Vec<Vec<Text>>,
    /// The security schemes of all alternatives.
    pub accepts: Vec<Accepted>,
    /// The required scopes of each security scheme whose tokens the client can obtain for them.
    pub scopes: Vec<(Text, Vec<Text>)>,
    /// The value of `Accept`, if it isn't the runtime's default.
    pub accept: Option<Text>,
    /// The decoding of each response, in the order in which they are tried: the last matches all
    /// others.
    pub answers: Vec<Answer>,
    /// The decoding of each response if streams are requested: those that aren't streams are read
    /// as a whole. Empty if no response is a stream.
    pub streams: Vec<Answer>,
    /// The other media types that callers can request.
    pub representations: Vec<Representation>,
    /// Its pagination.
    pub pages: Option<Pages>,
    /// The states in which its response is final, for polling.
    pub polls: Option<Polls>,
    /// Notes about its responses in addition to their types: header fields, links and credentials.
    pub notes: Vec<String>,
    /// The arguments of an example call.
    pub example: Vec<Expression>,
    /// The setters of an example call: optional parameters with an example in the document.
    pub example_setters: Vec<(FieldName, Expression)>,
    /// The location of its example among those of the document.
    pub sample: SamplePlace,
}

/// A security scheme that an [`Operation`] accepts.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Its type in `schemes`.
    pub scheme: TypeName,
    /// The method of its credential on a call.
    pub method: FunctionName,
}

/// The location of the example of an [`Operation`] in the document's `x-codeSamples`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplePlace {
    /// In a new list.
    NewList,
    /// At the end of the existing list.
    End,
    /// At the end, replacing those of an earlier run.
    Instead,
    /// Nowhere: the existing value isn't a list.
    Nowhere,
}

/// The `lang` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LANG: &str = "rust";

/// The `label` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LABEL: &str = "Rust (SDK)";

/// A parameter of an [`Operation`].
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its argument or its setter.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: Text,
    /// Its location in the request.
    pub location: Location,
    /// The method of the runtime that writes it.
    pub writing: Writing,
    /// The type of its value.
    pub value: TypeRef,
    /// Whether it is required.
    pub required: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
}

/// The location of a [`Parameter`] in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// Returns its name for documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The pagination of an operation.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The type of the items.
    pub item: TypeRef,
    /// The path of fields to the items of a page.
    pub items: Vec<PlaceStep>,
    /// The kind of pagination.
    pub paging: Paging,
    /// The argument that selects the page.
    pub asked: Asked,
    /// The path of fields to the number of pages or items, to the next cursor or URL, or to the
    /// flag that there are more pages.
    pub end: Vec<PlaceStep>,
}

/// The states in which the response of an operation is final.
#[derive(Clone, Debug)]
pub struct Polls {
    /// The location of the state in the response, as a JSON Pointer (RFC 6901).
    pub place: Text,
    /// The states in which the job is done.
    pub done: Vec<Json>,
    /// The states in which the job has failed.
    pub failed: Vec<Json>,
}

/// The argument that selects the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A parameter.
    Argument(FieldName),
    /// The property of the body at this path.
    Body(Vec<Text>),
    /// No argument: the next page has a URL.
    Url,
}

/// The kind of pagination, with the first value of the argument, with its name in URLs, or with the
/// name of the property of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    Page(i64),
    Offset(i64),
    Cursor,
    Link(Text),
    Last(Text),
    Header,
}

/// A field on the path to a part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceStep {
    /// A required field.
    Field(FieldName),
    /// An optional field.
    Missable(FieldName),
}
