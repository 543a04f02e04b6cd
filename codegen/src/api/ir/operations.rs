//! Operation Objects, resolved.

use super::{Pagination, Parameter, Polling, RequestBody, Response, Retries, Security};
use super::{SecurityScheme, Server};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// An Operation Object.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its JSON Pointer in the author's document.
    pub pointer: JsonPointer,
    /// Its `operationId`.
    pub id: Option<Text>,
    /// Its name in an extension (`x-speakeasy-name-override`, `x-fern-sdk-method-name`).
    pub called: Option<Text>,
    /// Its resource in an extension (`x-speakeasy-group`, `x-fern-sdk-group-name`).
    pub group: Option<Text>,
    /// The HTTP method, in upper case.
    pub method: Text,
    /// The path template.
    pub path: Text,
    /// The servers of the operation or its path, if they differ from the document's servers.
    pub servers: Vec<Server>,
    /// Its tags.
    pub tags: Vec<Text>,
    /// Its `summary`.
    pub summary: Option<Text>,
    /// Its `description`, in CommonMark.
    pub description: Option<Text>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Its parameters and the parameters of its path, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub request_body: Option<RequestBody>,
    /// Its responses.
    pub responses: Vec<Response>,
    /// Its pagination.
    pub pagination: Option<Pagination>,
    /// The polling of the operation: the states in which its response is final.
    pub polling: Option<Polling>,
    /// Its security requirements.
    pub security: Security,
    /// Its retry policy (`x-speakeasy-retries`).
    pub retries: Option<Retries>,
    /// Its `x-codeSamples`.
    pub code_samples: CodeSamples,
}

impl Operation {
    /// Returns the optional header parameter for an idempotency key, by which the server recognizes
    /// repeated requests, as in the Internet-Draft "The Idempotency-Key HTTP Header Field".
    pub(crate) fn idempotency_key(&self) -> Option<&Parameter> {
        self.parameters.iter().find(|it| it.is_idempotency_key())
    }

    /// Whether one of its alternative security requirements has this security scheme.
    pub(crate) fn accepts(&self, scheme: &SecurityScheme) -> bool {
        self.security.alternatives.iter().flatten().any(|name| *name == scheme.name)
    }
}

/// The `x-codeSamples` of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeSamples {
    /// It has none.
    Absent,
    /// A list, as documentation tools expect it.
    List(Vec<CodeSample>),
    /// A value of another type, which no tool supports.
    Other,
}

/// An entry of `x-codeSamples`, without its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeSample {
    /// Its `lang`.
    pub lang: Text,
    /// Its `label`.
    pub label: Text,
}
