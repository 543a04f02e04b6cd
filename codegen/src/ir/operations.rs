//! Operation Objects, resolved.

use super::{Response, SchemaId, Security};
use crate::pointer::JsonPointer;

/// An Operation Object.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// Its `operationId`.
    pub id: Option<String>,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its `summary`.
    pub summary: Option<String>,
    /// Its `description`, in CommonMark.
    pub description: Option<String>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Its parameters and those of its path, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub request_body: Option<RequestBody>,
    /// What it answers.
    pub responses: Vec<Response>,
    /// The credentials that it needs.
    pub security: Security,
}

/// A Parameter Object.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub location: Location,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of its value.
    pub schema: SchemaId,
    /// How its value is written.
    pub encoding: ParameterEncoding,
}

/// Where a [`Parameter`] goes (OpenAPI 3.1, Parameter Object, `in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path template.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a [`Parameter`]'s value is written (OpenAPI 3.1, Parameter Object, `style` and `content`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By a style.
    Style {
        /// The `style`, such as `form`.
        style: Style,
        /// `explode`.
        explode: bool,
    },
    /// As JSON text (`content: application/json`).
    Json,
}

/// The `style` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the OpenAPI specification")]
pub enum Style {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A Request Body Object.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// What it holds, in CommonMark.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// The media types that the server takes, in the order of the document.
    pub contents: Vec<MediaType>,
}

/// A Media Type Object.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The media type or range, such as `application/json`.
    pub name: String,
    /// The schema of its content.
    pub schema: Option<SchemaId>,
}
