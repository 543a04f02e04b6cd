//! [`Uses`]: where each type is used.

use std::collections::BTreeMap;

use super::link;
use crate::names::TypeName;
use crate::rust::{Crate, Operation, OperationModule, Success, Type, TypeKind, TypeRef, Unlisted};

/// How many places a page lists.
const MOST: usize = 20;

/// Where each type is used: as list items, in the order of the index.
#[derive(Debug, Default)]
pub(super) struct Uses<'a>(BTreeMap<&'a TypeName, Vec<String>>);

impl<'a> Uses<'a> {
    /// The uses of all types.
    pub(super) fn of(krate: &'a Crate) -> Self {
        let mut uses = Self::default();
        for module in &krate.operations {
            module.operations.iter().for_each(|it| uses.add_operation(module, it));
        }
        if let Some(webhooks) = &krate.webhooks {
            let place = "[webhooks](../webhooks.md)";
            webhooks.list.iter().for_each(|it| uses.add(&it.payload, place));
        }
        let types = krate.types.iter().flat_map(|module| &module.items);
        types.for_each(|item| uses.add_type(item));
        uses
    }

    fn add_operation(&mut self, module: &OperationModule, operation: &'a Operation) {
        let file = link::resource_file(&module.name);
        let anchor = super::resource::anchor(operation);
        let (resource, function) = (&module.name, &operation.function);
        let place = format!("[`{resource}().{function}()`](../resources/{file}.md#{anchor})");
        let parameters = operation.parameters.iter().map(|it| &it.value);
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let sent = parameters.chain(contents.map(|it| &it.value));
        sent.for_each(|it| self.add(it, &format!("{place} sends it")));
        let successes: Vec<&TypeRef> = match &operation.success {
            Success::One(value) => vec![value],
            Success::Several(answer) => answer.variants.iter().map(|it| &it.payload).collect(),
        };
        let others = operation.representations.iter().map(|it| &it.value);
        let given = successes.into_iter().chain(others);
        given.for_each(|it| self.add(it, &format!("{place} gives it")));
        let errors = operation.error.iter().flat_map(|error| &error.variants);
        errors.for_each(|it| self.add(&it.payload, &format!("{place} fails with it")));
    }

    fn add_type(&mut self, item: &'a Type) {
        let place = format!("[{}]({}.md)", item.name, link::kebab(item.name.as_str()));
        match &item.kind {
            TypeKind::Struct(structure) => {
                for field in &structure.fields {
                    self.add(&field.value, &format!("{place}, in `{}`", field.name));
                }
                if let Unlisted::Typed(value) = &structure.unlisted {
                    self.add(value, &format!("{place}, in `additional`"));
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    self.add(&variant.payload, &format!("{place}, as `{}`", variant.name));
                }
            }
            TypeKind::Alias(value) | TypeKind::Newtype(value) => self.add(value, &place),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
        }
    }

    fn add(&mut self, value: &'a TypeRef, place: &str) {
        match value {
            TypeRef::Named(name) | TypeRef::Alias(name, _) => {
                let places = self.0.entry(name).or_default();
                if places.last().is_none_or(|last| last != place) {
                    places.push(place.to_owned());
                }
            }
            TypeRef::Option(value)
            | TypeRef::Vec(value)
            | TypeRef::Map(value)
            | TypeRef::Maybe(value)
            | TypeRef::RestItems(value)
            | TypeRef::Boxed(value)
            | TypeRef::EventStream(value)
            | TypeRef::JsonLines(value) => self.add(value, place),
            TypeRef::Tuple(items) => items.iter().for_each(|it| self.add(it, place)),
            _ => {}
        }
    }

    /// The section of a type's page.
    pub(super) fn section(&self, name: &TypeName) -> String {
        let places = self.0.get(name).map_or(&[][..], Vec::as_slice);
        let items: String = places.iter().take(MOST).map(|it| format!("- {it}\n")).collect();
        match (items.is_empty(), places.len().saturating_sub(MOST)) {
            (true, _) => String::new(),
            (false, 0) => format!("## Used by\n\n{items}"),
            (false, more) => format!("## Used by\n\n{items}- and {more} more\n"),
        }
    }
}
