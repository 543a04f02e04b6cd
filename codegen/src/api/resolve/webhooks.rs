//! Resolution of webhooks and callbacks: the payloads of the requests that the API sends.

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr};
use serde_json::Value;

use super::{Resolver, follow, stamp};
use crate::api::extension;
use crate::api::ir::{
    Callback, Member, OperationKey, Place, Schema, SchemaId, Selection, Shape, Union, Webhook,
    Webhooks,
};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::media_types::{essence, is_json};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// The description of the type of all payloads.
const PAYLOADS_DESCRIPTION: &str =
    "The payload of a webhook: the body of a request that the API makes.";

/// Resolves the webhooks, and creates the union of their payloads.
pub(super) fn webhooks<'a>(openapi: &'a OpenAPI, resolver: &mut Resolver<'a, '_>) -> Webhooks {
    let mut list = Vec::new();
    for (_, item) in openapi.paths.iter() {
        let ReferenceOr::Item(item) = item else { continue };
        let Some(name) = item.extensions.get(extension::WEBHOOK).and_then(Value::as_str) else {
            continue;
        };
        for (method, operation) in item.iter() {
            list.extend(resolver.webhook(name, method, item, operation));
        }
    }
    let event = (!list.is_empty()).then(|| resolver.event(&list));
    Webhooks { list, event }
}

/// Resolves the callbacks of all operations, which have the same indices as in `operations`.
pub(super) fn callbacks<'a>(
    openapi: &'a OpenAPI,
    resolver: &mut Resolver<'a, '_>,
) -> Vec<Callback> {
    let items = openapi.paths.iter().filter_map(|(_, item)| item.as_item());
    let own = items.filter(|item| !item.extensions.contains_key(extension::WEBHOOK));
    let operations = own.flat_map(|item| item.iter().map(|(_, operation)| operation));
    let mut callbacks = Vec::new();
    for (key, operation) in operations.enumerate() {
        for (name, callback) in &operation.callbacks {
            for (expression, item) in callback {
                for (method, request) in item.iter() {
                    let place = Place::Callback(OperationKey(key), Text::from(name));
                    callbacks.push(Callback {
                        operation: OperationKey(key),
                        name: Text::from(name),
                        method: Text::from(method.to_uppercase()),
                        expression: Text::from(expression),
                        payload: resolver.payload(request, place),
                    });
                }
            }
        }
    }
    callbacks
}

impl<'a> Resolver<'a, '_> {
    fn webhook(
        &mut self,
        name: &str,
        method: &str,
        item: &'a PathItem,
        operation: &'a Operation,
    ) -> Option<Webhook> {
        let pointer = stamp(operation.extensions.iter())
            .unwrap_or_else(|| JsonPointer::root().child("webhooks").child(name).child(method));
        let Some(payload) = self.payload(operation, Place::Webhook(Text::from(name))) else {
            let message = "this webhook has no JSON body; it is left out";
            self.diagnostics.push(
                Diagnostic::warning(Code::Unsupported, &pointer, message)
                    .help("describe its `requestBody` as `application/json` with an overlay"),
            );
            return None;
        };
        Some(Webhook {
            pointer,
            name: Text::from(name),
            summary: operation.summary.as_deref().or(item.summary.as_deref()).map(Text::from),
            description: operation
                .description
                .as_deref()
                .or(item.description.as_deref())
                .map(Text::from),
            deprecated: operation.deprecated,
            payload,
        })
    }

    /// Returns the schema of a request's JSON body.
    fn payload(&mut self, operation: &'a Operation, place: Place) -> Option<SchemaId> {
        let components = self.components;
        let find = |key: &str| components.request_bodies.get(key);
        let body = follow(operation.request_body.as_ref()?, "requestBodies", find)?;
        let (name, media) =
            body.content.iter().find(|(name, _)| may_be_json(&name.as_str().into()))?;
        let at = stamp(body.extensions.iter()).unwrap_or_default();
        let at = at.child("content").child(name).child("schema");
        let id = self.schema(&[media.schema.as_ref()?.into()], at, place);
        // An `allOf` with a single `$ref` is the same payload as the `$ref`.
        match self.schemas[id.index()] {
            Schema { shape: Shape::Reference(target), nullable: false, .. } => Some(target),
            _ => Some(id),
        }
    }

    /// Returns the union of all payloads; `unions` determines how to distinguish them.
    fn event(&mut self, list: &[Webhook]) -> SchemaId {
        let mut members: Vec<Member> = Vec::new();
        for webhook in list {
            if members.iter().all(|member| member.schema != webhook.payload) {
                members.push(Member::of(webhook.payload));
            }
        }
        let id = self.inline(JsonPointer::root().child("webhooks"), Place::Webhooks);
        let schema = &mut self.schemas[id.index()];
        schema.notes.description = Some(Text::from(PAYLOADS_DESCRIPTION));
        schema.shape = Shape::Union(Union {
            keyword: "webhooks",
            members,
            selection: Selection::Places(Vec::new()),
            default: None,
            ambiguous: 0,
        });
        id
    }
}

/// Whether a media type is JSON (RFC 6838, 4.2.8), or the range `*/*`.
fn may_be_json(media_type: &Text) -> bool {
    is_json(media_type) || essence(media_type) == "*/*"
}
