//! Facts: the names of the items of a crate, by their locations in the document.

use std::collections::{BTreeMap, BTreeSet};

use codegen::internals::document::text::Text;
use codegen::internals::rust::items::{
    Crate, Field, Operation, ResponseEnum, Success, Type, TypeKind, TypeRef,
};
use serde_json::Value;

use super::marks::Before;

/// The maximum number of references that lead from a merged schema to a schema of the document.
const MAX_REFERENCES: u32 = 8;

/// An item at a location in the document, with its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    pub(super) place: String,
    pub(super) name: String,
}

/// Returns the names in the crate of a document.
pub(super) fn facts(krate: &Crate, document: &Value, before: &Before) -> BTreeSet<Fact> {
    let types: BTreeMap<&str, &Type> =
        krate.types.iter().flat_map(|it| &it.items).map(|it| (it.name.as_str(), it)).collect();
    let mut tags = BTreeSet::new();
    collect_tags(document, &mut tags);
    let mut facts =
        Facts { document, tags, types, place: String::new(), alias: None, all: BTreeSet::new() };
    for of in krate.types.iter().flat_map(|it| &it.items) {
        facts.place = place(document, before, of.pointer.as_str());
        facts.add(format!("the type `{}`", of.name));
        facts.inside(of);
    }
    for module in &krate.operations {
        for operation in &module.operations {
            facts.place = before.place(operation.pointer.as_str());
            facts.add(format!("in the module `{}`", module.name));
            facts.of_operation(operation);
        }
    }
    facts.all
}

/// Returns the location of a type. Equal inline schemas with the same title are one type, with the
/// pointer of the first schema: the type and its parts are identified by the title.
fn place(document: &Value, before: &Before, pointer: &str) -> String {
    let start = pointer.strip_prefix("/components/schemas/");
    let start =
        start.map_or(1, |it| pointer.len() - it.len() + it.find('/').unwrap_or(it.len()) + 1);
    let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
    for end in ends.rev().filter(|end| *end >= start) {
        let title = document.pointer(&pointer[..end]).and_then(|it| it.get("title"));
        if let Some(Value::String(title)) = title {
            let titled = before.place(&pointer[..end]);
            let inside = before.place(pointer);
            let inside = inside.strip_prefix(&titled).unwrap_or(&pointer[end..]);
            return format!("the title `{title}`{inside}");
        }
    }
    merged_place(document, before, pointer, MAX_REFERENCES).unwrap_or_else(|| before.place(pointer))
}

/// Returns the original location of a schema. A part of a merged schema is not in the document: it
/// is a copy of a part of a schema that is referred to, or of a member of an `allOf`, where indices
/// may have changed. `None` if no schema has that part.
fn merged_place(
    document: &Value,
    before: &Before,
    pointer: &str,
    references: u32,
) -> Option<String> {
    let (at, start, rest) = existing(document, pointer)?;
    if rest.is_empty() {
        return Some(before.place(pointer));
    }
    let references = references.checked_sub(1)?;
    sources(at, start).into_iter().find_map(|source| {
        let copied = merged_place(document, before, &format!("{source}{rest}"), references)?;
        let rest = copied.strip_prefix(&before.place(&source))?;
        Some(format!("{}{rest}", before.place(start)))
    })
}

/// Returns the schema at a location, also if it is a part of a merged schema.
fn merged<'d>(document: &'d Value, pointer: &str, references: u32) -> Option<&'d Value> {
    let (at, start, rest) = existing(document, pointer)?;
    if rest.is_empty() {
        return Some(at);
    }
    let references = references.checked_sub(1)?;
    let mut sources = sources(at, start).into_iter();
    sources.find_map(|source| merged(document, &format!("{source}{rest}"), references))
}

/// Returns the innermost existing value of those that enclose a location, its location, and the
/// rest of the location.
fn existing<'d, 'p>(
    document: &'d Value,
    pointer: &'p str,
) -> Option<(&'d Value, &'p str, &'p str)> {
    let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
    ends.rev().find_map(|end| {
        let (start, rest) = pointer.split_at(end);
        Some((document.pointer(start)?, start, rest))
    })
}

/// Returns the locations of the schemas that are merged into the schema at a location.
fn sources(schema: &Value, at: &str) -> Vec<String> {
    let reference = schema.get("$ref").and_then(|it| it.as_str()?.strip_prefix('#'));
    let members = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    let members = (0..members).map(|index| format!("{at}/allOf/{index}"));
    reference.map(str::to_owned).into_iter().chain(members).collect()
}

struct Facts<'c> {
    document: &'c Value,
    /// The properties that are discriminators.
    tags: BTreeSet<&'c str>,
    /// The types by name.
    types: BTreeMap<&'c str, &'c Type>,
    place: String,
    /// The type of which the type at the location is an alias, and the alias.
    alias: Option<(&'c str, &'c str)>,
    all: BTreeSet<Fact>,
}

impl<'c> Facts<'c> {
    fn add(&mut self, name: String) {
        self.all.insert(Fact { place: self.place.clone(), name });
    }

    fn inside(&mut self, of: &'c Type) {
        match &of.kind {
            TypeKind::Struct(structure) => {
                for field in &structure.fields {
                    if !self.is_of_directions(of, field) {
                        self.add(format!("the field `{}` for {}", field.name, field.wire.quoted()));
                    }
                }
            }
            TypeKind::StringEnum(values) => {
                for value in values {
                    self.add(format!("the variant `{}` for {}", value.name, quoted(&value.wire)));
                }
            }
            TypeKind::IntegerEnum(values) => {
                for value in values {
                    self.add(format!("the variant `{}` for {}", value.name, value.wire));
                }
            }
            TypeKind::MixedEnum(values) => {
                for value in values {
                    self.add(format!("the variant `{}` for {}", value.name, value.wire.line()));
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    let payload = described(&variant.payload, self.alias);
                    self.add(format!("the variant `{}` of {payload}", variant.name));
                }
            }
            // The first of several equal schemas has the type, and the others are aliases of it, as
            // are the types inside them.
            TypeKind::Alias(TypeRef::Named(name)) => {
                if let Some(target) = self.types.get(name.as_str()).copied() {
                    let outer = self.alias.replace((target.name.as_str(), of.name.as_str()));
                    self.inside(target);
                    self.alias = outer;
                }
            }
            TypeKind::Alias(_) | TypeKind::Newtype(_) => {}
        }
    }

    /// Whether the field for a property depends on where the struct is used: the property of a
    /// discriminator, and `readOnly` or `writeOnly` properties.
    fn is_of_directions(&self, of: &Type, field: &Field) -> bool {
        let wire: &str = &field.wire.line();
        let keys = || ["readOnly", "writeOnly"].into_iter();
        let at = of.pointer.child("properties").child(wire);
        let property = merged(self.document, at.as_str(), MAX_REFERENCES);
        self.tags.contains(wire)
            || property.is_some_and(|it| keys().any(|key| it.get(key) == Some(&Value::Bool(true))))
    }

    fn of_operation(&mut self, of: &Operation) {
        self.add(format!("the function `{}` with the request `{}`", of.function, of.request));
        for parameter in &of.parameters {
            let (name, wire) = (&parameter.name, parameter.wire.quoted());
            self.add(format!("the {} parameter `{name}` for {wire}", parameter.location.name()));
        }
        if let Success::Several(several) = &of.success {
            self.of_responses(several);
        }
        if let Some(errors) = of.failure.documented() {
            self.of_responses(errors);
        }
    }

    fn of_responses(&mut self, of: &ResponseEnum) {
        self.add(format!("the enum `{}`", of.name));
        for variant in &of.variants {
            self.add(format!("the variant `{}` for {}", variant.name, variant.status));
        }
    }
}

fn quoted(text: &Text) -> String {
    text.quoted()
}

/// Describes a type, except whether it is boxed, which depends on its content. A type that is named
/// after the target of an alias is named after the alias instead.
fn described(of: &TypeRef, alias: Option<(&str, &str)>) -> String {
    let inside = of.parts().iter().map(|it| described(it, alias)).collect::<Vec<_>>().join(", ");
    match of {
        TypeRef::Boxed(_) => inside,
        // A nested schema may require a separate type for requests.
        TypeRef::Named(name) | TypeRef::Alias(name, _) => {
            let name = name.as_str();
            let of_alias = alias.and_then(|(target, alias)| {
                name.strip_prefix(target).map(|rest| format!("{alias}{rest}"))
            });
            let name = of_alias.unwrap_or_else(|| name.to_owned());
            format!("`{}`", name.strip_suffix("Input").unwrap_or(&name))
        }
        other => {
            let form = format!("{other:?}");
            let form = form.split(['(', ' ', '{']).next().unwrap_or_default();
            format!("{form}<{inside}>")
        }
    }
}

fn collect_tags<'d>(value: &'d Value, tags: &mut BTreeSet<&'d str>) {
    match value {
        Value::Object(members) => {
            let property = members.get("discriminator").and_then(|it| it.get("propertyName"));
            tags.extend(property.and_then(Value::as_str));
            members.values().for_each(|it| collect_tags(it, tags));
        }
        Value::Array(items) => items.iter().for_each(|it| collect_tags(it, tags)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::marks;
    use super::*;

    #[test]
    fn a_part_of_a_merged_schema_moves_with_its_source() {
        let mut document = json!({
            "Union": {"oneOf": [{"type": "object"}, {"type": "string"}]},
            "Result": {"allOf": [
                {"properties": {"other": {}}},
                {"properties": {"result": {"$ref": "#/Union"}}},
            ]},
            "Endless": {"$ref": "#/Endless"},
        });
        marks::mark(&mut document);
        document["Union"]["oneOf"].as_array_mut().expect("members").reverse();
        let before = marks::take(&mut document);
        let merged = |at: &str| merged_place(&document, &before, at, MAX_REFERENCES);
        let moved = "/Result/properties/result/oneOf/1".to_owned();
        assert_eq!(merged("/Result/properties/result/oneOf/0"), Some(moved));
        assert_eq!(merged("/Union/oneOf/0"), Some("/Union/oneOf/1".to_owned()));
        assert_eq!(merged("/Result/properties/result/oneOf/2"), None);
        assert_eq!(merged("/Endless/oneOf/0"), None);
        let at = "/Result/properties/result/oneOf/0/type";
        let found = super::merged(&document, at, MAX_REFERENCES);
        assert_eq!(found.and_then(Value::as_str), Some("string"));
    }
}
