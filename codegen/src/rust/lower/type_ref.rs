//! The Rust type of a schema, where it is used.

use super::Lowering;
use crate::api::ir::{Enumeration, Origin, SchemaId, Shape, Tuple};
use crate::document::formats;
use crate::document::formats::{FormatType, Kind};
use crate::document::text::Text;
use crate::rust::items::TypeRef;

impl Lowering<'_> {
    /// Returns the type of a schema's values, without `Option` for `null`.
    pub(super) fn value_type(&self, id: SchemaId) -> TypeRef {
        let first = self.names.representative(id);
        if first != id {
            let value = self.value_type(first);
            return match self.names.types.get(&id) {
                Some(name) if value != TypeRef::Named(name.clone()) => {
                    TypeRef::Alias(name.clone(), Box::new(value))
                }
                _ => value,
            };
        }
        if let Some(name) = self.names.types.get(&id) {
            return match &self.api.schema(id).shape {
                Shape::Object(_) | Shape::Union(_) => TypeRef::Named(name.clone()),
                Shape::Enumeration(of) if of.is_named() => TypeRef::Named(name.clone()),
                _ if self.newtypes.contains(&id) => TypeRef::Named(name.clone()),
                _ => TypeRef::Alias(name.clone(), Box::new(self.written_out(id))),
            };
        }
        self.written_out(id)
    }

    /// Returns the type of a schema's values, `Option` if the schema is nullable.
    pub(super) fn nullable_type(&self, id: SchemaId) -> TypeRef {
        let value = self.value_type(id);
        if self.api.nullable(id) { TypeRef::Option(Box::new(value)) } else { value }
    }

    /// Returns the type of a schema regardless of its name: the target of its alias.
    pub(super) fn written_out(&self, id: SchemaId) -> TypeRef {
        match &self.api.schema(id).shape {
            Shape::Any | Shape::Never | Shape::Object(_) | Shape::Union(_) => TypeRef::Json,
            Shape::Null => TypeRef::Json,
            Shape::String(_) if self.files.contains(&id) => TypeRef::File,
            Shape::Boolean => TypeRef::Bool,
            Shape::Integer(format) => {
                self.number(format.as_ref()).unwrap_or_else(|| width(self.api.schema(id).bounds()))
            }
            Shape::Number(format) => self.number(format.as_ref()).unwrap_or(TypeRef::F64),
            Shape::String(format) => self.string(format.as_ref().map(Text::as_written)),
            Shape::Enumeration(enumeration) => of_values(enumeration),
            Shape::Array(items) => TypeRef::Vec(Box::new(self.nullable_type(*items))),
            Shape::Tuple(tuple) => self.tuple(id, tuple),
            Shape::Map(values) => match self.nullable_type(*values) {
                TypeRef::Json => TypeRef::JsonObject,
                value => TypeRef::Map(Box::new(value)),
            },
            Shape::Reference(target) => self.value_type(*target),
        }
    }

    /// Returns the type of a tuple: its required items, its optional items, and the rest.
    fn tuple(&self, id: SchemaId, tuple: &Tuple) -> TypeRef {
        if tuple.items.len() + usize::from(tuple.rest.is_some()) > MAX_TUPLE_ITEMS {
            return TypeRef::Vec(Box::new(TypeRef::Json));
        }
        let item = |(index, schema): (usize, &SchemaId)| {
            if index < tuple.required {
                return self.boxed_if_cyclic(id, index, self.nullable_type(*schema));
            }
            let value = self.boxed_if_cyclic(id, index, self.value_type(*schema));
            TypeRef::Maybe(Box::new(value))
        };
        let rest = tuple.rest.map(|it| TypeRef::RestItems(Box::new(self.nullable_type(it))));
        TypeRef::Tuple(tuple.items.iter().enumerate().map(item).chain(rest).collect())
    }

    /// Boxes the type of an edge that closes a cycle, or that leads to a value that is too large or
    /// too deep.
    pub(super) fn boxed_if_cyclic(&self, from: SchemaId, edge: usize, value: TypeRef) -> TypeRef {
        if !self.boxed.contains(&(from, edge)) {
            return value;
        }
        match value {
            TypeRef::Option(value) => TypeRef::Option(Box::new(TypeRef::Boxed(value))),
            value => TypeRef::Boxed(Box::new(value)),
        }
    }

    fn format(&self, format: Option<&str>) -> Option<FormatType> {
        let format = format?;
        let configured = self.config.formats.get(format).copied();
        configured.or_else(|| formats::find(format).map(|it| it.rust))
    }

    /// Returns the type of a number with an integer or timestamp format; `None` for other formats.
    fn number(&self, format: Option<&Text>) -> Option<TypeRef> {
        let own = self.format(format.map(Text::as_written))?;
        (own.range().is_some() || own == FormatType::UnixTime).then(|| own.into())
    }

    /// Returns the type of a string; a number format is ignored.
    fn string(&self, format: Option<&str>) -> TypeRef {
        let own = self.format(format).filter(|it| it.kind() == Some(Kind::String));
        own.map_or(TypeRef::String, TypeRef::from)
    }

    /// Whether a schema is a component.
    pub(super) fn is_component(&self, id: SchemaId) -> bool {
        matches!(self.api.schema(id).origin, Origin::Component(_))
    }
}

/// The maximum number of items in a tuple that the runtime decodes and encodes.
const MAX_TUPLE_ITEMS: usize = 8;

/// Returns the type of integers between two bounds: `i64`, unless a bound exceeds it.
fn width((least, most): (Option<i128>, Option<i128>)) -> TypeRef {
    let holds = |low: i128, high: i128| {
        least.is_none_or(|least| least >= low && least <= high)
            && most.is_none_or(|most| most >= low && most <= high)
    };
    let is_unsigned = least.is_some_and(|least| least >= 0);
    if holds(i64::MIN.into(), i64::MAX.into()) {
        TypeRef::I64
    } else if is_unsigned && holds(0, u64::MAX.into()) {
        TypeRef::U64
    } else {
        TypeRef::I128
    }
}

/// Returns the type of an `enum` that does not become a Rust enum.
fn of_values(enumeration: &Enumeration) -> TypeRef {
    let all = |test: fn(&serde_json::Value) -> bool| {
        enumeration.values.iter().all(|value| test(value.value.as_written()))
    };
    if all(serde_json::Value::is_boolean) {
        TypeRef::Bool
    } else if all(serde_json::Value::is_u64) {
        TypeRef::U64
    } else if all(is_exact_float) {
        TypeRef::F64
    } else if all(serde_json::Value::is_string) {
        TypeRef::String
    } else {
        TypeRef::Json
    }
}

/// Whether an `f64` represents the number exactly: integers beyond 2^53 lose digits.
fn is_exact_float(value: &serde_json::Value) -> bool {
    value.is_f64()
        || value.as_i64().is_some_and(|it| it.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_choose_the_width() {
        const OUT_OF_RANGE: i128 = 1 << 63;
        let small = [(None, None), (Some(0), None), (Some(-5), Some(i128::from(i64::MAX)))];
        for bounds in small {
            assert_eq!(width(bounds), TypeRef::I64, "{bounds:?}");
        }
        for bounds in [(Some(0), Some(OUT_OF_RANGE)), (Some(OUT_OF_RANGE), None)] {
            assert_eq!(width(bounds), TypeRef::U64, "{bounds:?}");
        }
        for bounds in
            [(None, Some(OUT_OF_RANGE)), (Some(-1), Some(OUT_OF_RANGE)), (Some(0), Some(1 << 64))]
        {
            assert_eq!(width(bounds), TypeRef::I128, "{bounds:?}");
        }
    }
}
