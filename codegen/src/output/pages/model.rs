//! The page of a type: its documentation, its construction, and its fields, values or members.

use super::link::{field_type_link, type_link};
use super::table::table;
use super::uses::{Uses, UsesOfType, UsingOperation};
use super::{blocks, cell, diagram, link, snippet};
use crate::document::text::Json;
use crate::output::guards::Style;
use crate::rust::items::{
    Crate, Debug, Field, Presence, Struct, Type, TypeKind, Union, Unlisted, Value, Variant,
};
use crate::rust::names::TypeName;

/// The maximum number of values in an example: a longer one has too little information per value.
const MAX_VALUES: usize = 80;

/// The maximum number of operations that are listed one by one.
const MAX_OPERATIONS: usize = 20;

/// The link back to the index.
const INDEX_LINK: &str = "[All pages](../README.md)";

/// Returns the page of a type.
pub(super) fn page(krate: &Crate, item: &Type, uses: &Uses<'_>) -> String {
    let title = format!("# {}", item.name);
    let deprecated = if item.deprecated { "**Deprecated.**" } else { "" };
    let usage = match (&item.kind, &item.example) {
        (TypeKind::Newtype(_), _) | (_, None) => String::new(),
        (_, Some(example)) if example.values() > MAX_VALUES => String::new(),
        (_, Some(example)) => format!("## Example Usage\n\n{}", snippet::value(krate, example)),
    };
    let parts = match &item.kind {
        TypeKind::Struct(structure) => fields(structure),
        TypeKind::StringEnum(values) => enum_values(values, cell::code),
        TypeKind::IntegerEnum(values) => enum_values(values, |it| format!("`{it}`")),
        TypeKind::MixedEnum(values) => enum_values(values, |it| cell::pipes(&it.code())),
        TypeKind::Union(union) => members(&item.name, union),
        TypeKind::Alias(value) => format!("An alias of {}.", type_link(value, "")),
        TypeKind::Newtype(value) => format!("Holds {}.", type_link(value, "")),
    };
    blocks([
        title.as_str(),
        &item.docs,
        deprecated,
        &usage,
        &parts,
        &used(uses.get(&item.name)),
        INDEX_LINK,
    ])
}

fn fields(structure: &Struct) -> String {
    let rows: Vec<[String; 5]> = structure.fields.iter().map(field).collect();
    let head = ["Field", "Type", "Required", "Description", "Example"];
    let fields = if rows.is_empty() { "It has no fields.".to_owned() } else { table(head, &rows) };
    let constants: Vec<[String; 2]> = structure
        .constants
        .iter()
        .map(|it| [cell::code(&it.wire), cell::pipes(&it.value.code())])
        .collect();
    let constants = match table(["Property", "Value"], &constants) {
        none if none.is_empty() => String::new(),
        table => format!(
            "## Constants\n\nProperties that always have this value; they have no field.\n\n{table}"
        ),
    };
    let unlisted = match &structure.unlisted {
        Unlisted::Kept => String::new(),
        Unlisted::Typed(value) => {
            format!("Other properties are in `additional`, as {}.", type_link(value, ""))
        }
        Unlisted::Nulls | Unlisted::Dropped => "There are no other properties.".to_owned(),
    };
    blocks(["## Fields", &fields, &unlisted, &constants])
}

fn field(field: &Field) -> [String; 5] {
    let mut notes = Vec::new();
    if field.deprecated {
        notes.push("**Deprecated.**".to_owned());
    }
    notes.push(cell::description(&field.docs));
    if field.debug == Debug::Redacted {
        notes.push("`Debug` does not print it.".to_owned());
    }
    let plain = field.name.as_str().trim_start_matches("r#");
    if field.wire != plain {
        notes.push(format!("{} on the wire.", cell::code(&field.wire)));
    }
    if field.presence == Presence::OptionalNullable {
        notes.push(format!("`{}()` sends `null`.", field.null_setter));
    }
    notes.retain(|note| !note.is_empty());
    [
        format!("`{}`", field.name),
        field_type_link(field, ""),
        cell::required(field.presence.is_required()),
        notes.join("<br>"),
        cell::examples(&field.docs),
    ]
}

fn enum_values<T>(values: &[Value<T>], wire: impl Fn(&T) -> String) -> String {
    let row = |it: &Value<T>| [format!("`{}`", it.name), wire(&it.wire), cell::line(&it.docs)];
    let rows: Vec<[String; 3]> = values.iter().map(row).collect();
    let open = "Other values are `Unknown`, and are written back unchanged.";
    blocks(["## Values", &table(["Variant", "Value", "Description"], &rows), open])
}

fn members(name: &TypeName, union: &Union) -> String {
    let rows: Vec<[String; 4]> = union.variants.iter().map(|it| member(union, it)).collect();
    let by = STYLE.sentence(&union.selection);
    let head = ["Variant", "Type", "Values", "Description"];
    let open = match &union.default {
        Some(default) => format!("Objects with another tag, or none, are `{default}`."),
        None => "Other values are `Unknown`, and are written back unchanged.".to_owned(),
    };
    let shared: Vec<String> = union.accessors.iter().map(|it| format!("`{}()`", it.name)).collect();
    let shared = match &shared[..] {
        [] => String::new(),
        shared => format!(
            "Accessors for properties of all members: {}. They return `None` for `Unknown`, for `null` and \
             for an absent property; a property that is both optional and nullable is `Some(&Maybe)`.",
            shared.join(", ")
        ),
    };
    let diagram = diagram::union(name, union);
    blocks(["## Members", &by, &diagram, &table(head, &rows), &open, &conversions(union), &shared])
}

/// Returns a sentence about the types that convert into the union.
fn conversions(union: &Union) -> String {
    let from = union.variants.iter().filter(|it| it.from_payload);
    let types: Vec<String> = from.map(|it| type_link(&it.payload, "")).collect();
    if types.is_empty() {
        return String::new();
    }
    if types.len() == union.variants.len() {
        return "The types of all variants convert into it, with `.into()`.".to_owned();
    }
    let types = types.join(", ");
    format!("These types of variants convert into it, with `.into()`: {types}.")
}

/// Returns the locations where a type is used.
fn used(uses: Option<&UsesOfType<'_>>) -> String {
    let Some(uses) = uses else {
        return "## Used by\n\nNo operation or other type of this crate.".to_owned();
    };
    let of_type = |(name, parts): &(&TypeName, Vec<&str>)| {
        let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| format!("`{part}`"));
        let parts = parts.collect::<Vec<_>>().join(", ");
        let link = format!("[{name}]({}.md)", link::kebab(name.as_str()));
        if parts.is_empty() { link } else { format!("{link} ({parts})") }
    };
    let parts: Vec<String> = uses.parts.iter().map(of_type).collect();
    let webhooks = uses.webhooks.iter().map(|it| format!("[{}](../webhooks.md)", cell::code(it)));
    let [requests, responses, failures] =
        [&uses.requests, &uses.responses, &uses.failures].map(|it| operations(it));
    let event = uses.is_event.then(|| "[webhooks](../webhooks.md)".to_owned());
    let lines = [
        ("The event of", &event.into_iter().collect()),
        ("Sent to", &requests),
        ("Returned by", &responses),
        ("Error of", &failures),
        ("Payload of the webhooks", &webhooks.collect()),
        ("Used in", &parts),
    ];
    let lines = lines.into_iter().filter(|(_, links)| !links.is_empty());
    let lines: String =
        lines.map(|(how, links)| format!("- {how} {}\n", links.join(", "))).collect();
    format!("## Used by\n\n{lines}")
}

/// Returns links to operations; if there are many, links to their resources, each with the number
/// of operations.
fn operations(uses: &[UsingOperation<'_>]) -> Vec<String> {
    if uses.len() <= MAX_OPERATIONS {
        return uses.iter().map(UsingOperation::link).collect();
    }
    let of_resource = |uses: &[UsingOperation<'_>]| {
        let resource = uses.first().map(|it| it.resource)?;
        let link = format!("[{resource}](../resources/{}.md)", link::resource_file(resource));
        Some(format!("{link} ({})", uses.len()))
    };
    uses.chunk_by(|one, next| one.resource == next.resource).filter_map(of_resource).collect()
}

const STYLE: Style = Style {
    name: cell::code,
    first_item: "`[0]`",
    value: Json::plain_code,
    or: " or ",
    and: " and ",
};

fn member(union: &Union, variant: &Variant) -> [String; 4] {
    let guard = STYLE.guard(union, variant);
    let name = format!("`{}`", variant.name);
    [name, type_link(&variant.payload, ""), guard, cell::line(&variant.docs)]
}
