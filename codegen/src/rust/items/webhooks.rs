//! Webhooks, as items of the crate.

use super::TypeRef;
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::rust::names::{TypeName, VariantName};

/// The module `webhooks`.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The enum of all payloads.
    pub event: TypeName,
    /// The webhooks, in the order of the document.
    pub list: Vec<Webhook>,
}

/// A webhook.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its name in the document.
    pub name: Text,
    /// The name as inline code.
    pub title: String,
    /// The pointer to it in the author's document.
    pub pointer: JsonPointer,
    /// The variant of [`Webhooks::event`] that its payload becomes.
    pub variant: VariantName,
    /// The type of the variant's value.
    pub payload: TypeRef,
    /// A summary on one line.
    pub summary: String,
    /// A longer description.
    pub description: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}
