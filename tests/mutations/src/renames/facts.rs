//! Facts: the names of the items of a crate, by their locations in the document.

use std::collections::{BTreeMap, BTreeSet};

use codegen::internals::document::text::Text;
use codegen::internals::rust::items::{
    Crate, Field, Operation, ResponseEnum, Success, Type, TypeKind, TypeRef,
};
use serde_json::Value;

use super::marks::Before;

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
    let mut facts = Facts { document, tags, types, place: String::new(), all: BTreeSet::new() };
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
    before.place(pointer)
}

struct Facts<'c> {
    document: &'c Value,
    /// The properties that are discriminators.
    tags: BTreeSet<&'c str>,
    /// The types by name.
    types: BTreeMap<&'c str, &'c Type>,
    place: String,
    all: BTreeSet<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, name: String) {
        self.all.insert(Fact { place: self.place.clone(), name });
    }

    fn inside(&mut self, of: &Type) {
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
                    let payload = described(&variant.payload);
                    self.add(format!("the variant `{}` of {payload}", variant.name));
                }
            }
            // The first of several equal schemas has the type, and the others are aliases of it.
            TypeKind::Alias(TypeRef::Named(name)) => {
                if let Some(of) = self.types.get(name.as_str()).copied() {
                    self.inside(of);
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
        let property = self.document.pointer(of.pointer.child("properties").child(wire).as_str());
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

/// Describes a type, except whether it is boxed, which depends on its content.
fn described(of: &TypeRef) -> String {
    let inside = of.parts().iter().map(described).collect::<Vec<_>>().join(", ");
    match of {
        TypeRef::Boxed(_) => inside,
        // A nested schema may require a separate type for requests.
        TypeRef::Named(name) | TypeRef::Alias(name, _) => {
            let name = name.as_str();
            format!("`{}`", name.strip_suffix("Input").unwrap_or(name))
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
