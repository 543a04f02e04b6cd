//! Object schemas: `properties`, `required`, `additionalProperties` and `patternProperties`.

use std::collections::HashMap;

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::Resolver;
use super::conjunction::{Part, Term};
use super::facets::SchemaRef;
use super::schemas::gap;
use crate::api::extension;
use crate::api::ir::{Additional, Constraint, Object, Place, Property, SchemaId, Shape};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    /// Returns the object that the parts describe together.
    pub(super) fn object(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Shape {
        let pointer = self.schemas[id.index()].pointer.clone();
        let properties = self.properties(id, &pointer, parts);
        let additional = self.additional(id, &pointer, parts);
        self.note_open(id, parts, additional);
        match (properties.is_empty(), additional) {
            (true, Additional::Typed(values)) => Shape::Map(values),
            (true, Additional::Any) => Shape::Map(self.schema(&[], pointer, Place::Values(id))),
            (_, additional) => Shape::Object(Object { properties, additional }),
        }
    }

    fn properties(
        &mut self,
        id: SchemaId,
        pointer: &JsonPointer,
        parts: &[Part<'a>],
    ) -> Vec<Property> {
        let mut order: Vec<&'a str> = Vec::new();
        let mut terms: HashMap<&'a str, Vec<SchemaRef<'a>>> = HashMap::new();
        for (name, schema) in parts.iter().flat_map(|part| &part.facets.properties) {
            let known = terms.entry(name).or_insert_with(|| {
                order.push(name);
                Vec::new()
            });
            if !known.iter().any(|other| same(*other, *schema)) {
                known.push(*schema);
            }
        }
        self.note_undefined(id, parts, &terms);
        let started = order.iter().map(|name| {
            let terms: Vec<Term<'a>> = terms[name].iter().map(|schema| (*schema).into()).collect();
            let at = pointer.child("properties").child(name);
            self.start(terms, at, Place::Property(id, Text::from(*name)))
        });
        let started = started.collect();
        let schemas = self.finish(started);
        let mut properties = Vec::with_capacity(order.len());
        for (name, schema) in order.into_iter().zip(schemas) {
            let is_required =
                |part: &Part<'a>| part.facets.required.iter().any(|other| other == name);
            let required = parts.iter().any(is_required);
            properties.push(Property {
                name: Text::from(name),
                schema,
                required,
                tag: None,
                selects: false,
            });
        }
        properties
    }

    /// Records the `required` names that no part declares, since such properties become additional
    /// ones.
    fn note_undefined(
        &mut self,
        id: SchemaId,
        parts: &[Part<'a>],
        defined: &HashMap<&'a str, Vec<SchemaRef<'a>>>,
    ) {
        for name in parts.iter().flat_map(|part| part.facets.required) {
            if !defined.contains_key(name.as_str()) {
                let value = Value::from(name.as_str()).to_string();
                let constraint =
                    Constraint { keyword: "required".to_owned(), value: Text::from(value) };
                let constraints = &mut self.schemas[id.index()].notes.constraints;
                if !constraints.contains(&constraint) {
                    constraints.push(constraint);
                }
            }
        }
    }

    fn additional(
        &mut self,
        id: SchemaId,
        pointer: &JsonPointer,
        parts: &[Part<'a>],
    ) -> Additional {
        let mut typed = Vec::new();
        let is_only_object = parts.iter().filter(|part| part.facets.has_properties()).count() == 1;
        for part in parts {
            match part.facets.additional {
                // In an `allOf`, it would forbid the properties of the other members.
                Some(AdditionalProperties::Any(false)) if is_only_object => {
                    return self.pattern_properties(id, pointer, part).unwrap_or(Additional::None);
                }
                Some(AdditionalProperties::Schema(schema)) => {
                    typed.push(SchemaRef::from(schema.as_ref()).into());
                }
                _ => {}
            }
        }
        let by_pattern = parts
            .iter()
            .any(|part| part.facets.data.extensions.contains_key(extension::PATTERN_PROPERTIES));
        // Properties that match a pattern have their own schema, so there is no schema for all.
        if typed.is_empty() || by_pattern {
            return Additional::Any;
        }
        let at = pointer.child("additionalProperties");
        Additional::Typed(self.schema(&typed, at, Place::Values(id)))
    }

    /// Records the constraints on additional properties that no type represents:
    /// `patternProperties`, including the schemas of several patterns, and `additionalProperties:
    /// false` in an `allOf`.
    fn note_open(&mut self, id: SchemaId, parts: &[Part<'a>], additional: Additional) {
        let by_pattern = |part: &&Part<'a>| {
            part.facets.data.extensions.contains_key(extension::PATTERN_PROPERTIES)
        };
        let says = |part: &&Part<'a>| match part.facets.additional {
            Some(AdditionalProperties::Any(any)) => !any,
            Some(AdditionalProperties::Schema(_)) => true,
            None => false,
        };
        let has_patterns = parts.iter().any(|part| by_pattern(&part));
        let is_open = additional == Additional::Any;
        let constraints = &mut self.schemas[id.index()].notes.constraints;
        if has_patterns && is_open {
            constraints.push(gap("patternProperties"));
        }
        if parts.iter().any(|part| says(&part)) && (is_open || has_patterns) {
            constraints.push(gap("additionalProperties"));
        }
    }

    /// Returns the additional properties of an object that only allows them by pattern: typed if
    /// there is a single pattern.
    fn pattern_properties(
        &mut self,
        id: SchemaId,
        pointer: &JsonPointer,
        part: &Part<'a>,
    ) -> Option<Additional> {
        let patterns = part.facets.data.extensions.get(extension::PATTERN_PROPERTIES)?;
        let patterns = patterns.as_object()?;
        let mut entries =
            patterns.iter().filter_map(|(pattern, key)| Some((pattern, key.as_str()?)));
        let (Some((pattern, key)), None) = (entries.next(), entries.next()) else {
            return Some(Additional::Any);
        };
        let at = pointer.child("patternProperties").child(pattern);
        Some(Additional::Typed(self.keyed(key, at, Place::Values(id))))
    }
}

fn same(one: SchemaRef<'_>, other: SchemaRef<'_>) -> bool {
    match (one, other) {
        (SchemaRef::Reference(one), SchemaRef::Reference(other)) => one == other,
        (SchemaRef::Item(one), SchemaRef::Item(other)) => std::ptr::eq(one, other),
        _ => false,
    }
}
