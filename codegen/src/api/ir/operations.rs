//! Operation Objects, resolved.

use super::{Pagination, Parameter, Polling, RequestBody, Response, Retries, Security};
use super::{SecurityScheme, Server};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// An Operation Object.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// Its `operationId`.
    pub id: Option<Text>,
    /// Its name in an extension (`x-speakeasy-name-override`, `x-fern-sdk-method-name`).
    pub called: Option<Text>,
    /// The resource that an extension puts it into (`x-speakeasy-group`, `x-fern-sdk-group-name`).
    pub group: Option<Text>,
    /// The HTTP method, in upper case.
    pub method: Text,
    /// The path template.
    pub path: Text,
    /// Its own servers or those of its path, where they are not those of the document.
    pub servers: Vec<Server>,
    /// Its tags.
    pub tags: Vec<Text>,
    /// Its `summary`.
    pub summary: Option<Text>,
    /// Its `description`, in CommonMark.
    pub description: Option<Text>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Its parameters and those of its path, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub request_body: Option<RequestBody>,
    /// What it answers.
    pub responses: Vec<Response>,
    /// How it answers page by page.
    pub pagination: Option<Pagination>,
    /// The states in which its response is final.
    pub polling: Option<Polling>,
    /// The credentials that it needs.
    pub security: Security,
    /// When requests are sent again (`x-speakeasy-retries`).
    pub retries: Option<Retries>,
    /// Its `x-codeSamples`.
    pub code_samples: CodeSamples,
}

impl Operation {
    /// The optional header parameter with a key by which the server tells that it has seen a request
    /// before, as in the Internet-Draft \"The Idempotency-Key HTTP Header Field\".
    pub(crate) fn idempotency_key(&self) -> Option<&Parameter> {
        self.parameters.iter().find(|it| it.is_idempotency_key())
    }

    /// Whether one of its alternatives has this security scheme.
    pub(crate) fn accepts(&self, scheme: &SecurityScheme) -> bool {
        self.security.alternatives.iter().flatten().any(|name| *name == scheme.name)
    }
}

/// The `x-codeSamples` of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeSamples {
    /// It has none.
    Absent,
    /// A list, as documentation tools read it.
    List(Vec<CodeSample>),
    /// Anything else, which no tool reads.
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
