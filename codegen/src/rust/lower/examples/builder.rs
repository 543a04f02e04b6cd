//! Builds an example value of a schema, part by part.

use serde_json::Value;

use super::{Place, scalar};
use crate::api::ir::{self, SchemaId, Shape};
use crate::document::text::Json;
use crate::rust::items::{Expression, TypeRef};
use crate::rust::lower::Lowering;
use crate::rust::names::TypeName;

/// How many values an example may have.
const LARGEST: usize = 60;
/// How deep values are nested in an example.
const DEEPEST: usize = 12;

/// Builds one example.
pub(super) struct Builder<'a> {
    lowering: &'a Lowering<'a>,
    /// How many more values it may have.
    left: usize,
    /// The schemas around the value.
    open: Vec<SchemaId>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(lowering: &'a Lowering<'a>) -> Self {
        Self { lowering, left: LARGEST, open: Vec::new() }
    }

    pub(super) fn argument(&mut self, id: SchemaId, name: &str) -> Option<Expression> {
        let place = Place::argument(&self.lowering.value_type(id));
        self.value(id, name, place)
    }

    /// A value of a schema where it is used under `name`.
    pub(super) fn value(&mut self, id: SchemaId, name: &str, place: Place) -> Option<Expression> {
        let lowering = self.lowering;
        let target = lowering.names.representative(lowering.api.target(id));
        if self.open.contains(&target) || self.open.len() >= DEEPEST {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        self.open.push(target);
        let value = self.value_of(id, target, name, place);
        self.open.pop();
        value
    }

    fn value_of(
        &mut self,
        id: SchemaId,
        target: SchemaId,
        name: &str,
        place: Place,
    ) -> Option<Expression> {
        let lowering = self.lowering;
        if lowering.newtypes.contains(&id) || lowering.newtypes.contains(&target) {
            return None;
        }
        let given = lowering.given(id, target).map(Json::as_written);
        let own = lowering.names.types.get(&target);
        match (&lowering.api.schema(target).shape, own) {
            (Shape::Object(object), Some(own)) => self.structure(target, object, own),
            (Shape::Union(union), Some(own)) => self.union(target, union, own, place),
            (Shape::Enumeration(values), Some(own)) if values.is_named() => {
                let wanted =
                    values.values.iter().position(|it| Some(it.value.as_written()) == given);
                let variants = lowering.names.variants.get(&target)?;
                let variant = variants.get(wanted.unwrap_or(0)).or(variants.first())?;
                Some(Expression::Variant(own.clone(), variant.clone()))
            }
            (_, Some(own)) => {
                let plain = matches!(
                    lowering.written_out(target),
                    TypeRef::String | TypeRef::Bool | TypeRef::Json
                );
                match place {
                    Place::Known => self.plain(target, given, name, place),
                    Place::Converted if plain => self.plain(target, given, name, place),
                    _ => {
                        let value = self.plain(target, given, name, Place::Known)?;
                        Some(Expression::As(own.clone(), Box::new(value)))
                    }
                }
            }
            (_, None) => self.plain(target, given, name, place),
        }
    }

    /// A struct: its required fields, and at the top the optional ones that have examples.
    fn structure(
        &mut self,
        id: SchemaId,
        object: &ir::Object,
        own: &TypeName,
    ) -> Option<Expression> {
        let lowering = self.lowering;
        let names = lowering.names.fields.get(&id)?;
        let is_top = self.open.len() <= 2;
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        for (edge, (property, names)) in object.properties.iter().zip(names).enumerate() {
            if lowering.api.fixed(property).is_some() {
                continue;
            }
            let has_example = lowering.has_example(property.schema);
            let nullable = lowering.api.nullable(property.schema);
            let place = match lowering.boxed.contains(&(id, edge)) {
                true => Place::Open,
                false => Place::argument(&lowering.value_type(property.schema)),
            };
            match (property.required, nullable) {
                (true, true) if has_example => {
                    let value =
                        self.value(property.schema, property.name.as_written(), Place::Known);
                    let value = value.map(|it| Box::new(self.boxed(id, edge, it)));
                    arguments.push(value.map_or(Expression::None, Expression::Some));
                }
                (true, true) => arguments.push(Expression::None),
                (true, false) => arguments.push(self.value(
                    property.schema,
                    property.name.as_written(),
                    place,
                )?),
                (false, _) if is_top && has_example => {
                    let value = self.value(property.schema, property.name.as_written(), place);
                    setters.extend(value.map(|it| (names.field.clone(), it)));
                }
                (false, _) => {}
            }
        }
        Some(Expression::New(own.clone(), arguments, setters))
    }

    /// A value in a box, on an edge that closes a cycle.
    fn boxed(&self, id: SchemaId, edge: usize, value: Expression) -> Expression {
        if self.lowering.boxed.contains(&(id, edge)) {
            Expression::Boxed(Box::new(value))
        } else {
            value
        }
    }

    /// A union of its first member that has an example.
    fn union(
        &mut self,
        id: SchemaId,
        union: &ir::Union,
        own: &TypeName,
        place: Place,
    ) -> Option<Expression> {
        let lowered = self.lowering.union(id, union);
        for (edge, (member, variant)) in union.members.iter().zip(&lowered.variants).enumerate() {
            let Some(value) = self.value(member.schema, "value", Place::Known) else { continue };
            // A struct says its type itself, and so the conversion is found.
            let converts = variant.from_payload && matches!(value, Expression::New(..));
            if place == Place::Converted && converts {
                return Some(value);
            }
            let value = Box::new(self.boxed(id, edge, value));
            return Some(Expression::Member(own.clone(), variant.name.clone(), value));
        }
        None
    }

    /// A value of a schema without a name of its own.
    fn plain(
        &mut self,
        id: SchemaId,
        given: Option<&Value>,
        name: &str,
        place: Place,
    ) -> Option<Expression> {
        let api = self.lowering.api;
        let written = self.lowering.written_out(id);
        match (&api.schema(id).shape, written) {
            (Shape::Array(items), TypeRef::Vec(_)) => {
                let item = self.item(*items, name);
                Some(Expression::Vec(item.into_iter().collect()))
            }
            (Shape::Tuple(tuple), TypeRef::Tuple(_))
                if tuple.rest.is_some() || tuple.required < tuple.items.len() =>
            {
                None
            }
            (Shape::Tuple(tuple), TypeRef::Tuple(_)) => {
                let items = tuple.items.iter().enumerate().map(|(edge, item)| {
                    let value = self.item(*item, name)?;
                    Some(match value {
                        Expression::Some(value) => {
                            Expression::Some(Box::new(self.boxed(id, edge, *value)))
                        }
                        value => self.boxed(id, edge, value),
                    })
                });
                Some(Expression::Tuple(items.collect::<Option<_>>()?))
            }
            (shape, written) => Some(scalar::example(&written, shape, given, name, place)),
        }
    }

    /// An item of an array or a tuple.
    fn item(&mut self, id: SchemaId, name: &str) -> Option<Expression> {
        let value = self.value(id, name, Place::Known)?;
        let nullable = self.lowering.api.nullable(id);
        Some(if nullable { Expression::Some(Box::new(value)) } else { value })
    }
}
