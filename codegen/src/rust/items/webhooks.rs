//! The webhooks of the crate.

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
    /// The location in the author's document.
    pub pointer: JsonPointer,
    /// The variant of [`Webhooks::event`] for its payload.
    pub variant: VariantName,
    /// The type of the variant's value.
    pub payload: TypeRef,
    /// Its summary, on one line.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
}
