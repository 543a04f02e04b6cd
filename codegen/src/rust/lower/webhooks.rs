//! The documentation of webhooks and callbacks.

use super::{Lowering, markdown};
use crate::api::ir::{OperationKey, SchemaId, Shape};
use crate::document::text::{Text, inline_code};
use crate::rust::items::{TypeRef, Webhook, Webhooks};
use crate::rust::names::VariantName;

/// Returns the module of webhooks, if the document has webhooks.
pub(super) fn webhooks(lowering: &Lowering<'_>) -> Option<Webhooks> {
    let webhooks = &lowering.api.webhooks;
    let event = webhooks.event?;
    let list = webhooks.list.iter().filter_map(|webhook| {
        let summary = webhook.summary.as_ref().map(markdown::summary).unwrap_or_default();
        let description = webhook.description.as_ref().map(markdown::to_rustdoc);
        Some(Webhook {
            name: webhook.name.clone(),
            title: webhook.name.code(),
            pointer: webhook.pointer.clone(),
            variant: lowering.variant(event, webhook.payload)?,
            payload: lowering.value_type(webhook.payload),
            summary,
            description: description.unwrap_or_default(),
            deprecated: webhook.deprecated,
        })
    });
    Some(Webhooks { event: lowering.names.types.get(&event)?.clone(), list: list.collect() })
}

impl Lowering<'_> {
    /// Returns the variant of the union `event` for `payload`.
    fn variant(&self, event: SchemaId, payload: SchemaId) -> Option<VariantName> {
        let Shape::Union(union) = &self.api.schema(event).shape else { return None };
        let index = union.members.iter().position(|member| member.schema == payload)?;
        self.names.variants.get(&event)?.get(index).cloned()
    }

    /// Appends the documentation of an operation's callbacks to its description, as Markdown.
    pub(super) fn add_callbacks(&self, description: &mut String, operation: OperationKey) {
        let own = self.api.callbacks.iter().filter(|callback| callback.operation == operation);
        let lines: Vec<String> = own
            .map(|callback| {
                let target = inline_code(
                    &[&callback.method, &callback.expression].map(Text::as_written).join(" "),
                );
                let sent = match callback.payload.map(|payload| self.value_type(payload)) {
                    Some(TypeRef::Named(name) | TypeRef::Alias(name, _)) => {
                        format!(" with {}", inline_code(&format!("types::{name}")))
                    }
                    _ => String::new(),
                };
                format!("- {}: {target}{sent}", callback.name.code())
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        if !description.is_empty() {
            description.push_str("\n\n");
        }
        description.push_str("Callbacks, which the API sends:\n\n");
        description.push_str(&lines.join("\n"));
    }
}
