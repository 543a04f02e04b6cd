//! Examples of schemas without a named type: lists, maps, tuples and scalars.

use serde_json::Value;

use super::Builder;
use crate::api::ir::{self, SchemaId, Shape};
use crate::document::text::Text;
use crate::rust::items::{Expression, TypeRef};
use crate::rust::lower::examples::limits::Limits;
use crate::rust::lower::examples::scalar::{self, Scalar};
use crate::rust::lower::examples::{Place, pair};

/// The maximum number of items or entries that are required of one list or map.
const MAX_ITEMS: usize = 8;
/// The keywords for the number of items.
const ITEMS: [&str; 2] = ["minItems", "maxItems"];
/// The keywords for the number of properties.
const PROPERTIES: [&str; 2] = ["minProperties", "maxProperties"];

impl Builder<'_> {
    /// A value of a schema without a named type: of `id`, which is used by `used`.
    pub(super) fn plain(
        &mut self,
        (used, id): (SchemaId, SchemaId),
        given: Option<&Value>,
        name: &str,
        place: Place,
    ) -> Option<Expression> {
        let api = self.lowering.api;
        let written = self.lowering.written_out(id);
        let limits = &Limits::of(api, used);
        match (&api.schema(id).shape, written) {
            (Shape::Array(items), TypeRef::Vec(item)) if place == Place::Collected => {
                let items =
                    self.elements(limits, ITEMS, *items, |it, _| it.collected(*items, name, &item));
                Some(if items.is_empty() { Expression::Default } else { Expression::Array(items) })
            }
            (Shape::Map(values), TypeRef::Map(value)) if place == Place::Collected => {
                let entries = self.elements(limits, PROPERTIES, *values, |it, at| {
                    let value = it.collected(*values, "value", &value)?;
                    Some(pair(Expression::Text(Text::from(key(at))), value))
                });
                let is_empty = entries.is_empty();
                Some(if is_empty { Expression::Default } else { Expression::Array(entries) })
            }
            (Shape::Map(values), TypeRef::Map(_)) if place != Place::Open => {
                let entries = self.elements(limits, PROPERTIES, *values, |it, at| {
                    let value = it.item(*values, "value")?;
                    Some(pair(Expression::Owned(Text::from(key(at))), value))
                });
                let is_empty = entries.is_empty();
                Some(if is_empty { Expression::Default } else { Expression::Map(entries) })
            }
            (_, TypeRef::JsonObject) if place == Place::Collected => {
                let text = |it: &str| Expression::Text(Text::from(it));
                Some(Expression::Array(free_entries(limits, given, text, text)))
            }
            (_, TypeRef::JsonObject) if place != Place::Open => {
                let key = |it: &str| Expression::Owned(Text::from(it));
                let value = |it: &str| Expression::Into(Box::new(Expression::Text(Text::from(it))));
                Some(Expression::JsonObject(free_entries(limits, given, key, value)))
            }
            (Shape::Array(items), TypeRef::Vec(_)) => {
                let items = self.elements(limits, ITEMS, *items, |it, _| it.item(*items, name));
                Some(Expression::Vec(items))
            }
            (Shape::Tuple(tuple), TypeRef::Tuple(_)) => self.tuple(id, tuple, name),
            (shape, written) => {
                let scalar = Scalar { shape, limits, given, name, number: self.number };
                Some(scalar::example(&written, &scalar, place))
            }
        }
    }

    /// A tuple with its required items.
    fn tuple(&mut self, id: SchemaId, tuple: &ir::Tuple, name: &str) -> Option<Expression> {
        let items = tuple.items.iter().enumerate().map(|(edge, item)| {
            if edge >= tuple.required {
                return Some(Expression::Default);
            }
            let value = self.item(*item, name)?;
            Some(match value {
                Expression::Some(value) => Expression::Some(Box::new(self.boxed(id, edge, *value))),
                value => self.boxed(id, edge, value),
            })
        });
        let mut items = items.collect::<Option<Vec<_>>>()?;
        items.extend(tuple.rest.map(|_| Expression::Default));
        Some(Expression::Tuple(items))
    }

    /// Returns the items of a list or the entries of a map, whose number two keywords limit: those
    /// that are required, or one. `element` returns the one at an index.
    fn elements(
        &mut self,
        limits: &Limits<'_>,
        keywords: [&str; 2],
        id: SchemaId,
        mut element: impl FnMut(&mut Self, usize) -> Option<Expression>,
    ) -> Vec<Expression> {
        let sizes = limits.sizes(keywords);
        let (least, most) = (*sizes.start(), *sizes.end());
        let outer = self.number;
        let mut elements = Vec::new();
        for at in 0..least.clamp(1, MAX_ITEMS).min(most) {
            if !self.has_room_for(id) && (least == 0 || !self.takes_required(id)) {
                break;
            }
            if limits.are_unique() {
                self.number = outer + at;
            }
            elements.extend(element(self, at));
        }
        self.number = outer;
        elements
    }

    /// An item of a collection that converts into `item`, and whose type does not depend on that.
    fn collected(&mut self, id: SchemaId, name: &str, item: &TypeRef) -> Option<Expression> {
        let place = match item.without_aliases() {
            TypeRef::Named(_) => Place::Known,
            _ => Place::Converted,
        };
        self.value(id, name, place).filter(|it| *it != Expression::Default)
    }

    /// An item of an array or a tuple.
    fn item(&mut self, id: SchemaId, name: &str) -> Option<Expression> {
        let value = self.value(id, name, Place::Known)?;
        let nullable = self.lowering.api.nullable(id);
        Some(if nullable { Expression::Some(Box::new(value)) } else { value })
    }
}

/// Returns the key of an entry, by its index.
fn key(at: usize) -> String {
    if at == 0 { "key".to_owned() } else { format!("key{}", at + 1) }
}

/// Returns the entries of a map with values of any type, from texts of the document's example or
/// placeholders.
fn free_entries(
    limits: &Limits<'_>,
    given: Option<&Value>,
    key_of: impl Fn(&str) -> Expression,
    value_of: impl Fn(&str) -> Expression,
) -> Vec<Expression> {
    let count = (*limits.sizes(PROPERTIES).start()).clamp(1, MAX_ITEMS);
    let given = given.and_then(Value::as_object).into_iter().flatten();
    let given = given.filter_map(|(key, value)| Some((key.clone(), value.as_str()?)));
    let others = (0..count).map(|at| (key(at), "value"));
    let mut entries: Vec<(String, &str)> = given.take(1).collect();
    for (key, value) in others {
        if entries.len() < count && entries.iter().all(|(other, _)| *other != key) {
            entries.push((key, value));
        }
    }
    entries.iter().map(|(key, value)| pair(key_of(key), value_of(value))).collect()
}
