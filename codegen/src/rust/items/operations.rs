//! The items of `operations`.

use super::{
    Answer, Body, Credential, Docs, Expression, Failure, Representation, Retries, Success,
};
use super::{TypeRef, Writing};
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::rust::names::{FieldName, FunctionName, ModuleName, TypeName};

/// A file of `operations`: the operations of one resource.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// Its name, and the client's method that gives the resource.
    pub name: ModuleName,
    /// What the document calls it, as inline code.
    pub title: String,
    /// Its documentation.
    pub docs: String,
    /// The type that the client's method gives.
    pub resource: TypeName,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document's `operationId`, or method and path where it has none.
    pub id: Text,
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// The HTTP method.
    pub method: Text,
    /// The path template, as the document writes it.
    pub path: Text,
    /// The path template that is sent.
    pub template: Text,
    /// The URL of its own server, where it is not served where the document says.
    pub server: Option<Text>,
    /// The header field of its idempotency key, which calls send by themselves.
    pub idempotency_key: Option<Text>,
    /// When its requests are sent again.
    pub retries: Option<Retries>,
    /// The function and the resource's method.
    pub function: FunctionName,
    /// The request type.
    pub request: TypeName,
    /// Its error type.
    pub failure: Failure,
    /// What it gives.
    pub success: Success,
    /// One line about it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its parameters: required ones are arguments, optional ones setters.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// The alternatives of security schemes, by name.
    pub security: Vec<Vec<Text>>,
    /// The security schemes of all alternatives.
    pub accepts: Vec<Accepted>,
    /// The scopes that it needs of each security scheme whose tokens the client can obtain for them.
    pub scopes: Vec<(Text, Vec<Text>)>,
    /// The value of `Accept`, where it is not that of the runtime.
    pub accept: Option<Text>,
    /// How each answer is read, in the order in which they are tried: the last is for all others.
    pub answers: Vec<Answer>,
    /// How each answer is read that is a stream, and the rest as a whole; none without a stream.
    pub streams: Vec<Answer>,
    /// The other media types that it can be asked for.
    pub representations: Vec<Representation>,
    /// How it answers page by page.
    pub pages: Option<Pages>,
    /// The states in which its response is final.
    pub polls: Option<Polls>,
    /// What is said of its answers beside their types: header fields, links and credentials.
    pub notes: Vec<String>,
    /// The arguments of an example call.
    pub example: Vec<Expression>,
    /// The setters of an example call: optional parameters that the document has examples of.
    pub example_setters: Vec<(FieldName, Expression)>,
    /// Where its example goes among the document's own.
    pub sample: SamplePlace,
}

impl Operation {
    /// Whether it accepts the security scheme of a credential.
    pub fn accepts_scheme(&self, credential: &Credential) -> bool {
        self.accepts.iter().any(|it| it.scheme == credential.scheme_type)
    }

    /// Whether a file is opened in its example call.
    pub fn uploads_a_file(&self) -> bool {
        self.example.iter().any(Expression::has_file)
    }
}

/// A security scheme that an [`Operation`] accepts.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Its type in `schemes`.
    pub scheme: TypeName,
    /// The method of its credential on a call.
    pub method: FunctionName,
}

/// Where the example of an [`Operation`] goes in the document's `x-codeSamples`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplePlace {
    /// Into a new list.
    NewList,
    /// At the end of the list that is there.
    End,
    /// At the end, instead of those that an earlier run brought.
    Instead,
    /// Nowhere: what stands there is no list.
    Nowhere,
}

/// The `lang` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LANG: &str = "rust";

/// The `label` of the example in `x-codeSamples`.
pub(crate) const SAMPLE_LABEL: &str = "Rust (SDK)";

/// A parameter of an [`Operation`].
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its argument, or its setter.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: Text,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub writing: Writing,
    /// The type of its value.
    pub value: TypeRef,
    /// Whether it must be given.
    pub required: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// Where a [`Parameter`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// Its name in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How an operation answers page by page.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The type of the items.
    pub item: TypeRef,
    /// Where they are on a page.
    pub items: Vec<PlaceStep>,
    /// What the argument says.
    pub paging: Paging,
    /// The argument that asks for a page.
    pub asked: Asked,
    /// Where a page says how many there are, what the next cursor or URL is, or whether there is
    /// more.
    pub end: Vec<PlaceStep>,
}

/// The states in which the response of an operation is final.
#[derive(Clone, Debug)]
pub struct Polls {
    /// Where its answer has its state: a JSON Pointer (RFC 6901).
    pub place: Text,
    /// The states in which it is done.
    pub done: Vec<Json>,
    /// The states in which it has failed.
    pub failed: Vec<Json>,
}

/// The argument that asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A parameter.
    Argument(FieldName),
    /// The property of the body that these names lead to.
    Body(Vec<Text>),
    /// None: the page is at a URL.
    Url,
}

/// What the argument says of the page that is asked for, with its first value, with the name that
/// it has in URLs, or with that of the property of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    Page(i64),
    Offset(i64),
    Cursor,
    Link(Text),
    Last(Text),
    Header,
}

/// A field on the way to a place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceStep {
    /// One that is always there.
    Field(FieldName),
    /// One that may be missing.
    Missable(FieldName),
}
