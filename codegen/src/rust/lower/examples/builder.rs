//! Builds an example value of a schema recursively.

use serde_json::Value;

use super::size::Size;
use super::{Place, entry, scalar};
use crate::api::ir::{self, SchemaId, Shape};
use crate::document::text::{Json, Text};
use crate::rust::items::{Expression, TypeRef};
use crate::rust::lower::Lowering;
use crate::rust::names::{FieldName, PropertyNames, TypeName};

/// The maximum number of values in an example, apart from required ones.
const MAX_VALUES: usize = 60;
/// The maximum nesting of values in an example, apart from required ones.
const MAX_LEVELS: usize = 12;
/// The maximum number of values and levels in an example, including required ones: more would
/// overload the compiler or its stack.
const MAX_SIZE: Size = Size { values: 4096, levels: 64 };

/// A builder of a single example. Required values are always included, and are as small as possible
/// once the example is large, so that it is finite.
pub(super) struct Builder<'a> {
    lowering: &'a Lowering<'a>,
    /// The number of optional values that can still be added.
    left: usize,
    /// The schemas that enclose the current value.
    open: Vec<SchemaId>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(lowering: &'a Lowering<'a>) -> Self {
        Self { lowering, left: MAX_VALUES, open: Vec::new() }
    }

    /// Returns an example of an argument that may be left out if `is_optional`.
    pub(super) fn argument(
        &mut self,
        id: SchemaId,
        name: &str,
        is_optional: bool,
    ) -> Option<Expression> {
        let place = Place::argument(&self.lowering.value_type(id), is_optional);
        self.value(id, name, place)
    }

    /// Returns an example of a schema used under `name`; `None` if it would be infinite or too
    /// long.
    pub(super) fn value(&mut self, id: SchemaId, name: &str, place: Place) -> Option<Expression> {
        let lowering = self.lowering;
        let target = self.target(id);
        let size = lowering.sizes.get(target)?;
        if size.values > MAX_SIZE.values || self.open.len() + size.levels > MAX_SIZE.levels {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        self.open.push(target);
        let value = self.value_of(id, target, name, place);
        self.open.pop();
        value.map(|it| place.complete(it, &lowering.value_type(id)))
    }

    /// Returns an optional value; `None` if the example would become too large.
    fn optional(&mut self, id: SchemaId, name: &str, place: Place) -> Option<Expression> {
        if self.has_room_for(id) { self.value(id, name, place) } else { None }
    }

    fn has_room_for(&self, id: SchemaId) -> bool {
        let target = self.target(id);
        let size = self.lowering.sizes.get(target);
        size.is_some_and(|size| {
            size.values <= self.left
                && self.open.len() + size.levels <= MAX_LEVELS
                && !self.open.contains(&target)
        })
    }

    fn target(&self, id: SchemaId) -> SchemaId {
        self.lowering.names.representative(self.lowering.api.target(id))
    }

    fn value_of(
        &mut self,
        id: SchemaId,
        target: SchemaId,
        name: &str,
        place: Place,
    ) -> Option<Expression> {
        let lowering = self.lowering;
        if let Some(own) = lowering.newtype(id).or(lowering.newtype(target)) {
            return self.newtype(id, target, own);
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
                    Place::Known | Place::Collected | Place::Optional => {
                        self.plain(target, given, name, place)
                    }
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

    /// A newtype, which may contain another newtype.
    fn newtype(&mut self, id: SchemaId, target: SchemaId, own: &TypeName) -> Option<Expression> {
        let lowering = self.lowering;
        let value = match lowering.api.schema(lowering.names.representative(id)).shape {
            Shape::Reference(held) if lowering.newtype(id).is_some() => {
                self.value_of(held, target, "value", Place::Known)
            }
            _ => self.plain(target, None, "value", Place::Known),
        };
        Some(Expression::Newtype(own.clone(), Box::new(value?)))
    }

    /// A struct: its required fields and, at the top level, the optional ones with examples. If
    /// there are none of either, an optional one, so that the example shows how a field is set.
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
            let place = self.place(id, edge, property);
            match (property.required, nullable) {
                (true, true) if has_example => {
                    let value =
                        self.optional(property.schema, property.name.as_written(), Place::Known);
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
                    let value = self.optional(property.schema, property.name.as_written(), place);
                    setters.extend(value.map(|it| (names.field.clone(), it)));
                }
                (false, _) => {}
            }
        }
        if is_top && arguments.is_empty() && setters.is_empty() {
            setters.extend(self.first_optional(id, object, names));
        }
        Some(Expression::New(own.clone(), arguments, setters))
    }

    /// Returns the setter of the first optional field, preferably of a scalar.
    fn first_optional(
        &mut self,
        id: SchemaId,
        object: &ir::Object,
        names: &[PropertyNames],
    ) -> Option<(FieldName, Expression)> {
        let api = self.lowering.api;
        let properties = object.properties.iter().zip(names).enumerate();
        let usable = properties.filter(|(_, (property, _))| {
            let is_deprecated = api.schema(property.schema).notes.deprecated;
            !property.required && !is_deprecated && api.fixed(property).is_none()
        });
        let is_scalar = |property: &ir::Property| {
            let shape = &api.schema(self.target(property.schema)).shape;
            matches!(
                shape,
                Shape::Boolean
                    | Shape::Integer(_)
                    | Shape::Number(_)
                    | Shape::String(_)
                    | Shape::Enumeration(_)
            )
        };
        let (scalars, others): (Vec<_>, Vec<_>) =
            usable.partition(|(_, (property, _))| is_scalar(property));
        scalars.into_iter().chain(others).find_map(|(edge, (property, names))| {
            let place = self.place(id, edge, property);
            let value = self.optional(property.schema, property.name.as_written(), place)?;
            let is_empty = match &value {
                Expression::Some(value) => **value == Expression::Default,
                Expression::Default | Expression::Empty(_) | Expression::None => true,
                _ => false,
            };
            (!is_empty).then(|| (names.field.clone(), value))
        })
    }

    /// Returns the position of a property's value in a constructor or setter.
    fn place(&self, id: SchemaId, edge: usize, property: &ir::Property) -> Place {
        match self.lowering.boxed.contains(&(id, edge)) {
            true => Place::Open,
            false => {
                Place::argument(&self.lowering.value_type(property.schema), !property.required)
            }
        }
    }

    /// Boxes a value if its edge is boxed.
    fn boxed(&self, id: SchemaId, edge: usize, value: Expression) -> Expression {
        if self.lowering.boxed.contains(&(id, edge)) {
            Expression::Boxed(Box::new(value))
        } else {
            value
        }
    }

    /// A union with a value of the first member that isn't too large for the example, or of the
    /// smallest.
    fn union(
        &mut self,
        id: SchemaId,
        union: &ir::Union,
        own: &TypeName,
        place: Place,
    ) -> Option<Expression> {
        let size = |it: &ir::Member| self.lowering.sizes.get(self.target(it.schema));
        let first = union.members.iter().position(|it| self.has_room_for(it.schema));
        let smallest = || {
            let sizes = union.members.iter().enumerate();
            let sizes = sizes.filter_map(|(edge, member)| Some((size(member)?, edge)));
            sizes.min().map(|(_, edge)| edge)
        };
        let edge = first.or_else(smallest)?;
        let member = union.members.get(edge)?;
        let lowered = self.lowering.union(id, union);
        let variant = lowered.variants.get(edge)?;
        let is_text = variant.payload.without_aliases() == TypeRef::String;
        if place == Place::Converted && variant.from_payload && is_text {
            return self.value(member.schema, "value", place);
        }
        let value = self.value(member.schema, "value", Place::Known)?;
        // The type of a struct expression is explicit, so the conversion can be inferred.
        let converts = variant.from_payload && matches!(value, Expression::New(..));
        if place == Place::Converted && converts {
            return Some(value);
        }
        let value = Box::new(self.boxed(id, edge, value));
        Some(Expression::Member(own.clone(), variant.name.clone(), value))
    }

    /// A value of a schema without a named type.
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
            (Shape::Array(items), TypeRef::Vec(item)) if place == Place::Collected => {
                let item = self.collected(*items, name, &item);
                Some(item.map_or(Expression::Default, |it| Expression::Array(vec![it])))
            }
            (Shape::Map(values), TypeRef::Map(value)) if place == Place::Collected => {
                let value = self.collected(*values, "value", &value);
                Some(value.map_or(Expression::Default, |it| entry("key", it)))
            }
            (_, TypeRef::JsonObject) if place == Place::Collected => {
                let given = given.and_then(Value::as_object).into_iter().flatten();
                let mut texts = given.filter_map(|(key, value)| Some((key, value.as_str()?)));
                let (key, value) =
                    texts.next().map_or(("key", "value"), |(key, value)| (key.as_str(), value));
                Some(entry(key, Expression::Text(Text::from(value))))
            }
            (Shape::Array(items), TypeRef::Vec(_)) => {
                let item = if self.has_room_for(*items) { self.item(*items, name) } else { None };
                Some(Expression::Vec(item.into_iter().collect()))
            }
            (Shape::Tuple(tuple), TypeRef::Tuple(_)) => {
                let items = tuple.items.iter().enumerate().map(|(edge, item)| {
                    if edge >= tuple.required {
                        return Some(Expression::Default);
                    }
                    let value = self.item(*item, name)?;
                    Some(match value {
                        Expression::Some(value) => {
                            Expression::Some(Box::new(self.boxed(id, edge, *value)))
                        }
                        value => self.boxed(id, edge, value),
                    })
                });
                let mut items = items.collect::<Option<Vec<_>>>()?;
                items.extend(tuple.rest.map(|_| Expression::Default));
                Some(Expression::Tuple(items))
            }
            (shape, written) => Some(scalar::example(&written, shape, given, name, place)),
        }
    }

    /// An item of a collection that converts into `item`, and whose type does not depend on that.
    fn collected(&mut self, id: SchemaId, name: &str, item: &TypeRef) -> Option<Expression> {
        let place = match item.without_aliases() {
            TypeRef::Named(_) => Place::Known,
            _ => Place::Converted,
        };
        self.optional(id, name, place).filter(|it| *it != Expression::Default)
    }

    /// An item of an array or a tuple.
    fn item(&mut self, id: SchemaId, name: &str) -> Option<Expression> {
        let value = self.value(id, name, Place::Known)?;
        let nullable = self.lowering.api.nullable(id);
        Some(if nullable { Expression::Some(Box::new(value)) } else { value })
    }
}
