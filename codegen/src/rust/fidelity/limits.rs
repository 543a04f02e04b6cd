//! The limits of the Rust types: where a type accepts more or less than every schema that it is
//! chosen for.

use super::{Gap, Kind};
use crate::api::ir::{Api, Schema, Shape, Tuple, Union};
use crate::document::formats::{self, FormatType, Limits};
use crate::document::text::Text;
use crate::rust::items::TypeRef;

const OPEN_ENUM: &str = "a value that is not listed is kept";
const OPEN_UNION: &str = "a value of no member, or of several, is kept";
const OTHER_TAG: &str = "a value other than the tag of the union is kept";
const KEPT_NULL: &str = "a property or an item that may be missing may be `null`";
const NO_FRACTION: &str = "a number with a fraction, or beyond the type, is refused";
const OTHER_FORMAT: &str = "text that is not of the type that the configuration names is refused";

/// Returns the limit of a tag that unions imply and that has no field.
pub(super) fn of_tag(schema: &Schema) -> Gap<'_> {
    let (pointer, reason) = (&schema.pointer, "type".to_owned());
    Gap { schema, pointer, kind: Kind::More, reason, value: OTHER_TAG.to_owned() }
}

/// Returns the limits at the other schemas that a union is merged with: an unknown value is kept,
/// whatever they say about it.
pub(super) fn of_merged_union<'a>(api: &'a Api, schema: &'a Schema) -> Vec<Gap<'a>> {
    let is_union = match &schema.shape {
        Shape::Reference(target) => matches!(api.schema(*target).shape, Shape::Union(_)),
        shape => matches!(shape, Shape::Union(_)),
    };
    let pointers = schema.merged.iter().filter(|_| is_union);
    let gap = |pointer| {
        let (reason, value) = ("type".to_owned(), OPEN_UNION.to_owned());
        Gap { schema, pointer, kind: Kind::More, reason, value }
    };
    pointers.map(gap).collect()
}

/// Returns the limit of a schema that does not declare `type`: keywords only constrain values of
/// one JSON type (JSON Schema 2020-12 Validation, 6), but the Rust type rejects all others.
pub(super) fn of_implied_type(schema: &Schema) -> Option<Gap<'_>> {
    let kind = match &schema.shape {
        Shape::Object(_) | Shape::Map(_) => "an object",
        Shape::Array(_) | Shape::Tuple(_) => "an array",
        Shape::String(_) => "a string",
        Shape::Integer(_) | Shape::Number(_) => "a number",
        _ => return None,
    };
    let value = format!("no `type` is declared; a value that is not {kind} is refused");
    let (pointer, reason) = (&schema.pointer, "type".to_owned());
    schema.implied.then_some(Gap { schema, pointer, kind: Kind::Less, reason, value })
}

/// Returns the limits of the type chosen for this schema.
pub(super) fn of_type<'a>(api: &Api, schema: &'a Schema, value: &TypeRef) -> Vec<Gap<'a>> {
    let gap = |kind: Kind, reason: &str, about: &str| Gap {
        schema,
        pointer: &schema.pointer,
        kind,
        reason: reason.to_owned(),
        value: about.to_owned(),
    };
    let format_type = value.format_type();
    let limits = format_type.map(FormatType::limits).unwrap_or_default();
    match &schema.shape {
        Shape::String(format) => {
            let Limits { wider, narrower } = limits;
            let narrower =
                if is_other(value, format.as_ref()) { Some(OTHER_FORMAT) } else { narrower };
            let wider = wider.map(|it| gap(Kind::More, "format", it));
            wider.into_iter().chain(narrower.map(|it| gap(Kind::Less, "string", it))).collect()
        }
        Shape::Integer(_) | Shape::Number(_) if format_type == Some(FormatType::UnixTime) => {
            let of_kind = |about| gap(Kind::Less, "number", about);
            let fraction = limits.wider.map(|it| gap(Kind::More, "type", it));
            limits.narrower.map(of_kind).into_iter().chain(fraction).collect()
        }
        Shape::Integer(format) if !has_room(schema, format_type, format.as_ref()) => {
            limits.narrower.map(|it| gap(Kind::Less, "integer", it)).into_iter().collect()
        }
        Shape::Number(_) if format_type.and_then(FormatType::range).is_some() => {
            vec![gap(Kind::Less, "number", NO_FRACTION)]
        }
        Shape::Number(_) => {
            limits.narrower.map(|it| gap(Kind::Less, "number", it)).into_iter().collect()
        }
        Shape::Any | Shape::Map(_) if matches!(value, TypeRef::Json | TypeRef::JsonObject) => {
            formats::ANY.narrower.map(|it| gap(Kind::Less, "number", it)).into_iter().collect()
        }
        Shape::Enumeration(_) => vec![gap(Kind::More, "enum", OPEN_ENUM)],
        Shape::Union(union) => {
            vec![gap(Kind::More, keyword(api, schema, union), OPEN_UNION)]
        }
        Shape::Object(object) => {
            let keeps =
                |it: &_| api.fixed(it).is_none() && !it.required && !api.nullable(it.schema);
            let found = object.properties.iter().any(keeps);
            found.then(|| gap(Kind::More, "null", KEPT_NULL)).into_iter().collect()
        }
        Shape::Tuple(tuple) if matches!(value, TypeRef::Tuple(_)) && may_be_null(api, tuple) => {
            vec![gap(Kind::More, "null", KEPT_NULL)]
        }
        _ => Vec::new(),
    }
}

/// Whether the configuration chose a type other than `String` for a string whose format does not
/// map to that type.
fn is_other(value: &TypeRef, format: Option<&Text>) -> bool {
    let known = format.and_then(|it| formats::find(it.as_written()));
    *value != TypeRef::String
        && value.format_type().is_some()
        && known.is_none_or(|it| TypeRef::from(it.rust) != *value)
}

/// Whether an integer type can represent every value that the format and the bounds of the schema
/// allow.
fn has_room(schema: &Schema, value: Option<FormatType>, format: Option<&Text>) -> bool {
    let Some(room) = value.and_then(FormatType::range) else { return true };
    let known = format.and_then(|it| formats::find(it.as_written()));
    let needed = known.and_then(formats::Format::range).unwrap_or(i128::MIN..=i128::MAX);
    let (least, most) = schema.bounds();
    let (start, end) = needed.into_inner();
    *room.start() <= start.max(least.unwrap_or(start))
        && end.min(most.unwrap_or(end)) <= *room.end()
}

/// Returns the keyword that defines a union: `type` if it is a list of types.
fn keyword(api: &Api, schema: &Schema, union: &Union) -> &'static str {
    let of_types = schema.pointer.child("type");
    let is_type = |id| api.schema(id).pointer.parent().is_some_and(|it| it == of_types);
    let first = union.members.first();
    if first.is_some_and(|it| is_type(it.schema)) { "type" } else { union.keyword }
}

/// Whether a tuple has an optional item that is not nullable.
fn may_be_null(api: &Api, tuple: &Tuple) -> bool {
    tuple.items.iter().skip(tuple.required).any(|it| !api.nullable(*it))
}
