//! Builds an example value of a schema recursively.

mod collections;

use super::size::Size;
use super::{Advancing, Place};
use crate::api::ir::{self, SchemaId, Shape};
use crate::document::text::Json;
use crate::rust::items::{Expression, TypeRef};
use crate::rust::lower::Lowering;
use crate::rust::names::{FieldName, PropertyNames, TypeName};

/// The maximum number of values in an example, apart from required ones.
const MAX_VALUES: usize = 60;
/// The maximum nesting of values in an example, apart from required ones.
const MAX_LEVELS: usize = 12;
/// The maximum number of values in items that are required (`minItems`).
const MAX_REQUIRED: usize = 200;
/// The maximum number of values and levels in an example, including required ones: more would
/// overload the compiler or its stack.
const MAX_SIZE: Size = Size { values: 4096, levels: 64 };

/// A builder of a single example. Required values are always included, and are as small as possible
/// once the example is large, so that it is finite.
pub(super) struct Builder<'a> {
    lowering: &'a Lowering<'a>,
    /// The number of optional values that can still be added.
    left: usize,
    /// The number of values that can still be added as required items.
    required_left: usize,
    /// The schemas that enclose the current value.
    open: Vec<SchemaId>,
    /// The number of the current value among those that must be different, from 0.
    number: usize,
    /// The property that is left out.
    advancing: Option<Advancing<'a>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(lowering: &'a Lowering<'a>) -> Self {
        Self {
            lowering,
            left: MAX_VALUES,
            required_left: MAX_REQUIRED,
            open: Vec::new(),
            number: 0,
            advancing: None,
        }
    }

    /// Returns a builder that leaves out the optional property by which pages advance.
    pub(super) fn of_first_page(
        lowering: &'a Lowering<'a>,
        advancing: Option<Advancing<'a>>,
    ) -> Self {
        Self { advancing, ..Self::new(lowering) }
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
        self.values_within_levels(id).is_some_and(|values| values <= self.left)
    }

    /// Returns the number of values in the smallest value of a schema; `None` if it is nested too
    /// deeply.
    fn values_within_levels(&self, id: SchemaId) -> Option<usize> {
        let target = self.target(id);
        let size = self.lowering.sizes.get(target)?;
        let is_within = self.open.len() + size.levels <= MAX_LEVELS && !self.open.contains(&target);
        is_within.then_some(size.values)
    }

    /// Whether a required item of this schema can be added, which is then counted.
    fn takes_required(&mut self, id: SchemaId) -> bool {
        let values = self.values_within_levels(id);
        let left = values.and_then(|values| self.required_left.checked_sub(values));
        self.required_left = left.unwrap_or(self.required_left);
        left.is_some()
    }

    fn is_advancing(&self, property: &ir::Property) -> bool {
        self.advancing.as_ref().is_some_and(|it| {
            it.schema == property.schema && *it.name == property.name && !property.required
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
        let given = given.filter(|_| self.number == 0);
        let own = lowering.names.types.get(&target);
        match (&lowering.api.schema(target).shape, own) {
            (Shape::Object(object), Some(own)) => self.structure(target, object, own),
            (Shape::Union(union), Some(own)) => self.union(target, union, own, place),
            (Shape::Enumeration(values), Some(own)) if values.is_named() => {
                let wanted =
                    values.values.iter().position(|it| Some(it.value.as_written()) == given);
                let variants = lowering.names.variants.get(&target)?;
                let wanted = wanted.unwrap_or(self.number);
                let variant = variants.get(wanted).or(variants.first())?;
                Some(Expression::Variant(own.clone(), variant.clone()))
            }
            (_, Some(own)) => {
                let plain = matches!(
                    lowering.written_out(target),
                    TypeRef::String | TypeRef::Bool | TypeRef::Json
                );
                match place {
                    Place::Known | Place::Collected | Place::Optional => {
                        self.plain((id, target), given, name, place)
                    }
                    Place::Converted if plain => self.plain((id, target), given, name, place),
                    _ => {
                        let value = self.plain((id, target), given, name, Place::Known)?;
                        Some(Expression::As(own.clone(), Box::new(value)))
                    }
                }
            }
            (_, None) => self.plain((id, target), given, name, place),
        }
    }

    /// A newtype, which may contain another newtype.
    fn newtype(&mut self, id: SchemaId, target: SchemaId, own: &TypeName) -> Option<Expression> {
        let lowering = self.lowering;
        let value = match lowering.api.schema(lowering.names.representative(id)).shape {
            Shape::Reference(held) if lowering.newtype(id).is_some() => {
                self.value_of(held, target, "value", Place::Known)
            }
            _ => self.plain((target, target), None, "value", Place::Known),
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
            if lowering.api.fixed(property).is_some() || self.is_advancing(property) {
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
            let is_set = api.fixed(property).is_some() || self.is_advancing(property);
            !property.required && !is_deprecated && !is_set
        });
        let usable: Vec<_> = usable.collect();
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
            usable.into_iter().partition(|(_, (property, _))| is_scalar(property));
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
}
