//! Webhooks, as the crate offers them.

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
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// The variant of [`Webhooks::event`] that its payload becomes.
    pub variant: VariantName,
    /// What the variant holds.
    pub payload: TypeRef,
    /// One line about it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}
