//! The items of the module `operations`.

use super::{
    Body, Credential, Docs, Expression, Failure, Representation, ResponseReader, Retries, Success,
};
use super::{TypeRef, WriterMethod};
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, FunctionName, ModuleName, TypeName};

/// A file of the module `operations`: the operations of one resource.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// The module, and the client method of the same name, which returns the resource.
    pub name: ModuleName,
    /// The title of the resource in the document, as inline code.
    pub title: String,
    /// Its documentation.
    pub docs: String,
    /// The type that the client method returns.
    pub resource: TypeName,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document's `operationId`, or the method and the path without one.
    pub id: Text,
    /// The pointer to it in the author's document.
    pub pointer: JsonPointer,
    /// The HTTP method.
    pub method: Text,
    /// The path template in the document.
    pub path: Text,
    /// The path template that is sent.
    pub template: Text,
    /// The URL of the operation's own server, if it has one.
    pub server: Option<Text>,
    /// The header field of its idempotency key, if calls send one.
    pub idempotency_key: Option<Text>,
    /// Its retry policy.
    pub retries: Option<Retries>,
    /// The function, and the method of the resource.
    pub function: FunctionName,
    /// The request type.
    pub request: TypeName,
    /// The error type.
    pub failure: Failure,
    /// The success type.
    pub success: Success,
    /// A summary on one line.
    pub summary: String,
    /// A longer description.
    pub description: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// The parameters: required ones are arguments, optional ones have setters.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The alternative security requirements, by the names of their security schemes.
    pub security: Vec<Vec<Text>>,
    /// The security schemes of all alternatives.
    pub accepts: Vec<AcceptedScheme>,
    /// The OAuth scopes that it requires of each security scheme, where the client can request
    /// tokens for scopes.
    pub scopes: Vec<(Text, Vec<Text>)>,
    /// The value of the `Accept` header, if it is not the runtime's default.
    pub accept: Option<Text>,
    /// How each response is read, in the order in which they are matched: the last one matches all
    /// other responses.
    pub response_readers: Vec<ResponseReader>,
    /// How each response that is a stream is read; all others are read completely. Empty without a
    /// stream.
    pub streams: Vec<ResponseReader>,
    /// The other media types of the response that callers can request.
    pub representations: Vec<Representation>,
    /// The pagination.
    pub pages: Option<Pages>,
    /// The states in which polling stops.
    pub polls: Option<PollStates>,
    /// Notes about its responses in addition to their types: header fields, links and credentials.
    pub notes: Vec<String>,
    /// The arguments of an example call.
    pub example: Vec<Expression>,
    /// The setters of an example call: optional parameters with an example in the document.
    pub example_setters: Vec<(FieldName, Expression)>,
    /// The optional request body of an example call.
    pub example_body: Option<Expression>,
    /// Where its example is added to the document's `x-codeSamples`.
    pub sample: SamplePlace,
}

impl Operation {
    /// Whether the operation accepts the security scheme of a credential.
    pub fn accepts_scheme(&self, credential: &Credential) -> bool {
        self.accepts.iter().any(|it| it.scheme == credential.scheme_type)
    }

    /// Whether its example call opens a file.
    pub fn uploads_a_file(&self) -> bool {
        self.example.iter().chain(&self.example_body).any(Expression::has_file)
    }
}

/// A security scheme that an [`Operation`] accepts.
#[derive(Clone, Debug)]
pub struct AcceptedScheme {
    /// The type in `schemes`.
    pub scheme: TypeName,
    /// The method of the credential on a call.
    pub method: FunctionName,
}

/// Where the example of an [`Operation`] is added to the document's `x-codeSamples`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplePlace {
    /// In a new list.
    NewList,
    /// At the end of the existing list.
    End,
    /// At the end of the existing list, replacing the values of an earlier run.
    Instead,
    /// Nowhere: the existing value is not a list.
    Nowhere,
}

/// The `lang` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LANG: &str = "rust";

/// The `label` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LABEL: &str = "Rust (SDK)";

/// A parameter of an [`Operation`].
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The argument or setter.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: Text,
    /// Where it is sent.
    pub location: Location,
    /// How it is serialized.
    pub writing: WriterMethod,
    /// The type of its value.
    pub value: TypeRef,
    /// Whether every call must set it.
    pub required: bool,
    /// The client's parameter whose value is sent if a call doesn't set this one.
    pub on_client: Option<OnClient>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

impl Parameter {
    /// Whether a request needs a value, be it of the call or of the client.
    pub fn is_required(&self) -> bool {
        self.required || self.on_client.as_ref().is_some_and(|it| it.required)
    }
}

/// The parameter of the client for a [`Parameter`].
#[derive(Clone, Debug)]
pub struct OnClient {
    /// The method of the builder.
    pub method: FunctionName,
    /// Whether a request needs a value, of the call or of the client.
    pub required: bool,
}

/// The location of a [`Parameter`] (`in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// Returns the name of the location in documentation and messages.
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
    /// The path to the items in a page.
    pub items: Vec<PathStep>,
    /// The kind of pagination.
    pub paging: Paging,
    /// The argument that selects the page.
    pub page_argument: PageArgument,
    /// The path to the number of pages or items, the next cursor or URL, or the flag that there are
    /// more pages.
    pub end: Vec<PathStep>,
}

/// The states in which polling an operation stops.
#[derive(Clone, Debug)]
pub struct PollStates {
    /// The location of the state in the response, as a JSON Pointer (RFC 6901).
    pub place: Text,
    /// The states of success.
    pub done: Vec<Json>,
    /// The states of failure.
    pub failed: Vec<Json>,
}

/// The argument that selects a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageArgument {
    /// A parameter.
    Argument(FieldName),
    /// The property of the request body at this path of names.
    Body(Vec<Text>),
    /// No argument: each page has the URL of the next one.
    Url,
}

/// The kind of pagination, with the first value of the argument, the argument's name in URLs, or
/// the name of the property of an item whose last value is the next cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    Page(i64),
    Offset(i64),
    Cursor,
    Link(Text),
    Last(Text),
    Header,
}

/// A field on the path to a value in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// A field that is required and not nullable.
    Field(FieldName),
    /// A field that may be absent or `null`.
    Optional(FieldName),
}
