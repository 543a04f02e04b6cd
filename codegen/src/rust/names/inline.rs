//! The inline schemas that have a Rust type of their own.

use std::collections::BTreeMap;

use crate::api::ir::{Api, Origin, SchemaId, Shape};

/// Returns the inline schemas with a type of their own: those in components, then those in
/// operations, callbacks and webhooks, each before its subschemas.
pub(super) fn types(api: &Api) -> Vec<SchemaId> {
    let mut walk = Walk { api, visited: vec![false; api.schemas.len()], found: Vec::new() };
    for id in api.schema_ids() {
        if matches!(api.schema(id).origin, Origin::Component(_)) {
            walk.visited[id.index()] = true;
            walk.below(id);
        }
    }
    for operation in &api.operations {
        let bodies = operation.request_body.iter().flat_map(|body| &body.contents);
        let bodies = bodies.flat_map(|content| content.schema.into_iter().chain(content.items));
        let responses = operation.responses.iter().flat_map(|response| &response.contents);
        let responses =
            responses.flat_map(|content| content.schema.into_iter().chain(content.item_schema));
        let media = bodies.chain(responses);
        for id in operation.parameters.iter().map(|parameter| parameter.schema).chain(media) {
            walk.schema(id);
        }
    }
    let callbacks = api.callbacks.iter().filter_map(|callback| callback.payload);
    let webhooks = api.webhooks.list.iter().map(|webhook| webhook.payload);
    for id in callbacks.chain(webhooks).chain(api.webhooks.event) {
        walk.schema(id);
    }
    walk.found
}

struct Walk<'a> {
    api: &'a Api,
    visited: Vec<bool>,
    found: Vec<SchemaId>,
}

impl Walk<'_> {
    fn schema(&mut self, id: SchemaId) {
        let schema = self.api.schema(id);
        if matches!(schema.origin, Origin::Component(_))
            || std::mem::replace(&mut self.visited[id.index()], true)
        {
            return;
        }
        if needs_type(&schema.shape) {
            self.found.push(id);
        }
        self.below(id);
    }

    /// Visits the subschemas of a schema, except for properties with a constant value, which have
    /// no field.
    fn below(&mut self, id: SchemaId) {
        let mut fixed = BTreeMap::new();
        if let Shape::Object(object) = &self.api.schema(id).shape {
            for property in &object.properties {
                fixed.entry(property.schema).or_insert_with(|| self.api.fixed(property).is_some());
            }
        }
        for child in self.api.children(id) {
            if fixed.get(&child) != Some(&true) {
                self.schema(child);
            }
        }
    }
}

/// Whether a schema of this shape has a Rust type of its own when it is inline.
fn needs_type(shape: &Shape) -> bool {
    match shape {
        Shape::Object(_) | Shape::Union(_) => true,
        Shape::Enumeration(enumeration) => enumeration.is_named(),
        _ => false,
    }
}
