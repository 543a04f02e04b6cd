//! The part of the listing for a type.

use super::columns::Line;
use super::noted;
use crate::document::text::{Json, Text};
use crate::output::emit::{accessor_text, type_text};
use crate::output::guards::Style;
use crate::rust::items::{
    Accessor, Constant, Debug, Field, Presence, Struct, Type, TypeKind, Union, Unlisted, Value,
    Variant,
};

/// Returns a type, with its fields, values or members below it.
pub(super) fn listing(item: &Type) -> String {
    let (head, lines) = match &item.kind {
        TypeKind::Struct(structure) => {
            (format!("struct {}", item.name), structure_lines(structure))
        }
        TypeKind::StringEnum(values) => {
            (format!("enum {}", item.name), value_lines(values, Text::json))
        }
        TypeKind::IntegerEnum(values) => {
            (format!("enum {}", item.name), value_lines(values, i64::to_string))
        }
        TypeKind::MixedEnum(values) => {
            (format!("enum {}", item.name), value_lines(values, Json::line))
        }
        TypeKind::Union(union) => {
            let places = STYLE.places(&union.selection).join(", ");
            let by = if places.is_empty() { places } else { format!(" by {places}") };
            let lines: String = union.variants.iter().map(|it| member_line(union, it)).collect();
            let accessors = union.accessors.iter().map(accessor_line);
            let lines = lines + &accessors.collect::<String>();
            (format!("union {}{by}", item.name), lines)
        }
        TypeKind::Alias(value) => {
            (format!("alias {} = {}", item.name, type_text(value)), String::new())
        }
        TypeKind::Newtype(value) => {
            (format!("newtype {}({})", item.name, type_text(value)), String::new())
        }
    };
    format!("{}\n{lines}", noted(head, item.deprecated))
}

fn structure_lines(structure: &Struct) -> String {
    let constants: String = structure.constants.iter().map(constant_line).collect();
    let fields: String = structure.fields.iter().map(field_line).collect();
    let unlisted = match &structure.unlisted {
        Unlisted::Kept => String::new(),
        Unlisted::Typed(value) => Line::nested("..").end(&type_text(value)),
        Unlisted::Nulls | Unlisted::Dropped => Line::nested("..").end("none"),
    };
    format!("{constants}{fields}{unlisted}")
}

fn constant_line(constant: &Constant) -> String {
    Line::nested(&constant.wire.line()).end(&format!("= {}", constant.value.line()))
}

fn field_line(field: &Field) -> String {
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::RequiredNullable => "required nullable",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "optional nullable",
    };
    let mut notes = Vec::new();
    if field.wire != field.name.as_str().trim_start_matches("r#") {
        notes.push(field.wire.quoted());
    }
    if field.debug == Debug::Redacted {
        notes.push("redacted".to_owned());
    }
    if field.deprecated {
        notes.push("deprecated".to_owned());
    }
    let line = Line::nested(field.name.as_str()).cell(&type_text(&field.value)).cell(presence);
    line.end(&notes.join("  "))
}

fn value_lines<T>(values: &[Value<T>], wire: impl Fn(&T) -> String) -> String {
    values.iter().map(|it| Line::nested(it.name.as_str()).end(&wire(&it.wire))).collect()
}

fn member_line(union: &Union, variant: &Variant) -> String {
    let guard = STYLE.guard(union, variant);
    Line::nested(variant.name.as_str()).cell(&type_text(&variant.payload)).end(&guard)
}

fn accessor_line(accessor: &Accessor) -> String {
    Line::nested(&format!(".{}()", accessor.name)).end(&accessor_text(accessor))
}

/// Returns a name as written in the document, quoted unless it is a single word.
fn name(name: &Text) -> String {
    let line = name.line();
    let is_word = |symbol: char| symbol.is_ascii_alphanumeric() || "_-".contains(symbol);
    if line.chars().all(is_word) && !line.is_empty() { line } else { name.quoted() }
}

const STYLE: Style = Style { name, first_item: "[0]", value: Json::line, or: " | ", and: " & " };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_has_no_type() {
        let constant = Constant {
            wire: "type".into(),
            value: serde_json::Value::from("individual").into(),
            is_tag: false,
        };
        assert_eq!(constant_line(&constant), format!("  {:<30}= \"individual\"\n", "type"));
    }
}
