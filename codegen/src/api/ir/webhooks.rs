//! Webhooks and callbacks.

use super::{OperationKey, SchemaId};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// The webhooks of the document (OpenAPI 3.1, `webhooks`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Webhooks {
    /// The webhooks with a JSON payload, in the order of the document.
    pub list: Vec<Webhook>,
    /// The union of their distinct payload schemas, or `None` if there are no webhooks.
    pub event: Option<SchemaId>,
}

/// A webhook: a request from the API to the client.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    /// The JSON Pointer of its operation in the author's document.
    pub pointer: JsonPointer,
    /// Its key in `webhooks`.
    pub name: Text,
    /// Its `summary`.
    pub summary: Option<Text>,
    /// Its `description`, in CommonMark.
    pub description: Option<Text>,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// The schema of its request body.
    pub payload: SchemaId,
}

/// A callback: a request from the API that an operation causes.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// The operation that has the callback.
    pub operation: OperationKey,
    /// Its key in the operation's `callbacks`.
    pub name: Text,
    /// The HTTP method, in upper case.
    pub method: Text,
    /// The runtime expression for the URL of the request (OpenAPI 3.1, Callback Object).
    pub expression: Text,
    /// The schema of its request body, if that is JSON.
    pub payload: Option<SchemaId>,
}
