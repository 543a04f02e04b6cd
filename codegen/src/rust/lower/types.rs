//! The items of the module `types`: a struct, an enum or an alias for each named schema.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::accessors::set_accessors;
use super::derives::set_derives;
use super::docs::docs;
use super::presence::presence;
use super::{Lowering, markdown, tuples};
use crate::api::ir::{
    self, Additional, Enumeration, Object, Origin, Place, Property, SchemaId, Shape,
};
use crate::document::text::{Json, Text};
use crate::parallel;
use crate::rust::items::{
    CodecModule, Component, Constant, Debug, Docs, Field, Guard, Presence, Selection, Struct, Type,
    TypeKind, TypeModule, TypeRef, Union, Unlisted, Value, Variant,
};
use crate::rust::names::ModuleName;

/// Returns the modules of types, in the order of their first schemas in the document.
pub(super) fn modules(lowering: &Lowering<'_>) -> Vec<TypeModule> {
    let mut modules: Vec<TypeModule> = Vec::new();
    let mut places = HashMap::new();
    let named: Vec<_> = lowering.names.modules.iter().collect();
    let items = parallel::map(&named, |(id, _)| lowering.item(**id));
    for ((_, name), item) in named.into_iter().zip(items) {
        let Some(item) = item else { continue };
        let place = *places.entry(name).or_insert(modules.len());
        match modules.get_mut(place) {
            Some(module) => module.items.push(item),
            None => modules.push(TypeModule { name: name.clone(), items: vec![item] }),
        }
    }
    set_derives(&mut modules);
    set_accessors(&mut modules);
    modules
}

/// Returns the modules of codecs. The tables of all types whose names begin with the same word are
/// in one module, so that there are neither thousands of small files nor a single huge one, and a
/// new type does not move others.
pub(super) fn codecs(types: &[TypeModule]) -> Vec<CodecModule> {
    let mut modules: BTreeMap<ModuleName, Vec<usize>> = BTreeMap::new();
    for (position, module) in types.iter().enumerate() {
        if module.items.iter().any(|item| !matches!(item.kind, TypeKind::Alias(_))) {
            modules.entry(module.name.family()).or_default().push(position);
        }
    }
    for positions in modules.values_mut() {
        positions.sort_by_key(|position| &types[*position].name);
    }
    modules.into_iter().map(|(name, types)| CodecModule { name, types }).collect()
}

/// Returns the type of each component schema, in the order of the document.
pub(super) fn components(lowering: &Lowering<'_>) -> Vec<Component> {
    let component = |id: SchemaId| {
        let schema = lowering.api.schema(id);
        let (name, pointer) = match &schema.origin {
            Origin::Component(name) => (name, &schema.pointer),
            Origin::Inline(Place::Sent(component)) => {
                let component = lowering.api.schema(*component);
                let Origin::Component(name) = &component.origin else { return None };
                (name, &component.pointer)
            }
            Origin::Inline(_) => return None,
        };
        Some(Component {
            name: name.clone(),
            pointer: pointer.clone(),
            value: lowering.nullable_type(id),
            direction: schema.direction,
        })
    };
    lowering.api.schema_ids().filter_map(component).collect()
}

impl Lowering<'_> {
    fn item(&self, id: SchemaId) -> Option<Type> {
        let schema = self.api.schema(id);
        let first = self.names.representative(id);
        let kind = match &schema.shape {
            _ if first != id => TypeKind::Alias(self.value_type(first)),
            _ if self.newtypes.contains(&id) => TypeKind::Newtype(self.written_out(id)),
            Shape::Object(object) => TypeKind::Struct(self.structure(id, object)),
            Shape::Enumeration(enumeration) if enumeration.is_strings() => TypeKind::StringEnum(
                self.values(id, enumeration, |it| it.as_written().as_str().map(Text::from)),
            ),
            Shape::Enumeration(enumeration) if enumeration.is_integers() => {
                TypeKind::IntegerEnum(self.values(id, enumeration, |it| it.as_written().as_i64()))
            }
            Shape::Enumeration(enumeration) if enumeration.is_mixed() => {
                TypeKind::MixedEnum(self.values(id, enumeration, |it| Some(it.clone())))
            }
            Shape::Union(union) => TypeKind::Union(self.union(id, union)),
            _ => TypeKind::Alias(self.written_out(id)),
        };
        let docs = docs(None, schema, &self.written_out(id));
        Some(Type {
            name: self.names.types.get(&id)?.clone(),
            docs: type_docs(self.direction_docs(id), docs),
            deprecated: schema.notes.deprecated,
            pointer: schema.pointer.clone(),
            derives: &[],
            kind,
            example: self.example_of_type(id),
        })
    }

    /// Returns the documentation of the request version of a component, which links to the response
    /// version.
    fn direction_docs(&self, id: SchemaId) -> String {
        match &self.api.schema(id).origin {
            Origin::Inline(Place::Sent(received)) => match self.names.types.get(received) {
                Some(received) => {
                    format!("[`{received}`](crate::types::{received}) as requests send it.")
                }
                None => String::new(),
            },
            _ => String::new(),
        }
    }

    fn structure(&self, id: SchemaId, object: &Object) -> Struct {
        let names = self.names.fields.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut fields = Vec::new();
        let mut constants = Vec::new();
        for (index, (property, names)) in object.properties.iter().zip(names).enumerate() {
            if let Some(value) = self.api.fixed(property) {
                constants.push(Constant {
                    wire: property.name.clone(),
                    value: value.clone(),
                    is_tag: property.tag.is_some(),
                });
                continue;
            }
            let schema = self.api.schema(property.schema);
            let value = self.value_type(property.schema);
            fields.push(Field {
                name: names.field.clone(),
                null_setter: names.null_setter.clone(),
                wire: property.name.clone(),
                value: self.boxed_if_cyclic(id, index, value),
                presence: presence(self.api, property),
                docs: self.field_docs(property),
                deprecated: schema.notes.deprecated && !self.is_component(property.schema),
                debug: self.debug(property),
            });
        }
        let unlisted = match object.additional {
            Additional::Any => Unlisted::Kept,
            Additional::None if has_kept_nulls(&fields) => Unlisted::Nulls,
            Additional::None => Unlisted::Dropped,
            Additional::Typed(values) => Unlisted::Typed(self.nullable_type(values)),
        };
        let unlisted_debug = match object.additional {
            Additional::Typed(values) if self.holds_secret(values) => Debug::Redacted,
            _ => Debug::Printed,
        };
        Struct { tuples: tuples::tuples(&fields), fields, constants, unlisted, unlisted_debug }
    }

    /// Returns the documentation of a property; for a component, it is on its own type instead.
    fn field_docs(&self, property: &Property) -> Docs {
        let schema = self.api.schema(property.schema);
        if self.is_component(property.schema) {
            return Docs::default();
        }
        docs(None, schema, &self.value_type(property.schema))
    }

    fn debug(&self, property: &Property) -> Debug {
        let secret = self.config.sensitive.iter().any(|name| property.name == *name)
            || self.holds_secret(property.schema);
        if secret { Debug::Redacted } else { Debug::Printed }
    }

    /// Whether a value is secret, or contains secrets in arrays, tuples, maps or unions. Structs
    /// inside are left out, since their own `Debug` redacts secrets.
    fn holds_secret(&self, id: SchemaId) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let schema = self.api.schema(id);
            if schema.notes.sensitive {
                return true;
            }
            if !matches!(schema.shape, Shape::Object(_)) && seen.insert(id) {
                pending.extend(self.api.children(id));
            }
        }
        false
    }

    fn values<T>(
        &self,
        id: SchemaId,
        enumeration: &Enumeration,
        read: impl Fn(&Json) -> Option<T>,
    ) -> Vec<Value<T>> {
        let names = self.names.variants.get(&id).map(Vec::as_slice).unwrap_or_default();
        let values = enumeration.values.iter().zip(names).filter_map(|(value, name)| {
            let docs = value.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
            Some(Value { name: name.clone(), wire: read(&value.value)?, docs })
        });
        values.collect()
    }

    pub(super) fn union(&self, id: SchemaId, union: &ir::Union) -> Union {
        let names = self.names.variants.get(&id).map(Vec::as_slice).unwrap_or_default();
        let compiled: Vec<TypeRef> = union
            .members
            .iter()
            .map(|member| self.value_type(member.schema).without_aliases())
            .collect();
        let mut count: HashMap<&TypeRef, usize> = HashMap::new();
        for value in &compiled {
            *count.entry(value).or_default() += 1;
        }
        let variant = |(index, (member, name)): (usize, (&ir::Member, &_))| {
            let payload = self.boxed_if_cyclic(id, index, self.value_type(member.schema));
            let alone = count.get(&compiled[index]) == Some(&1);
            let schema = self.api.schema(member.schema);
            let description = match (self.is_component(member.schema), &schema.notes.description) {
                (false, Some(description)) => markdown::to_rustdoc(description),
                _ => String::new(),
            };
            Variant {
                name: Clone::clone(name),
                from_payload: alone && !matches!(payload, TypeRef::Boxed(_)),
                payload,
                guard: match &member.guard {
                    ir::Guard::Tags(tags) => Guard::Tags(tags.clone()),
                    ir::Guard::Tests(tests) => Guard::Tests(tests.clone()),
                },
                docs: description,
                written: member.written.clone(),
            }
        };
        Union {
            selection: match &union.selection {
                ir::Selection::Tag(property) => Selection::Tag(property.clone()),
                ir::Selection::Places(places) => Selection::Places(places.clone()),
            },
            default: union.default.and_then(|index| names.get(index)).cloned(),
            variants: union.members.iter().zip(names).enumerate().map(variant).collect(),
            accessors: Vec::new(),
        }
    }
}

/// Whether an explicit `null` may have to be kept for a field that can't represent it.
fn has_kept_nulls(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.presence == Presence::Optional)
}

/// Returns a type's documentation as one string.
fn type_docs(direction: String, docs: Docs) -> String {
    let constraints = docs.constraints.into_iter().map(|line| line + ".");
    let parts = [direction, docs.description].into_iter().chain(constraints);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
