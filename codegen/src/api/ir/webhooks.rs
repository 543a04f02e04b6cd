//! Webhooks and callbacks.

use super::{OperationKey, SchemaId};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// The webhooks of the document (OpenAPI 3.1, `webhooks`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Webhooks {
    /// The webhooks that send JSON, in the order of the document.
    pub list: Vec<Webhook>,
    /// The union of their payloads, in which each schema occurs once; `None` without webhooks.
    pub event: Option<SchemaId>,
}

/// A webhook: a request that the API makes.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    /// Where its operation stands in the author's document.
    pub pointer: JsonPointer,
    /// Its key in `webhooks`.
    pub name: Text,
    /// Its `summary`.
    pub summary: Option<Text>,
    /// Its `description`, in CommonMark.
    pub description: Option<Text>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of what it sends.
    pub payload: SchemaId,
}

/// A callback: a request that the API makes on account of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// The operation that asks for it.
    pub operation: OperationKey,
    /// Its key in the operation's `callbacks`.
    pub name: Text,
    /// The HTTP method, in upper case.
    pub method: Text,
    /// The runtime expression that says where the request goes (OpenAPI 3.1, Callback Object).
    pub expression: Text,
    /// The schema of what it sends, where that is JSON.
    pub payload: Option<SchemaId>,
}
