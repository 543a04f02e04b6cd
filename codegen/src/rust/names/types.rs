//! Types, their modules and their fields. The order is fixed: components, then what stands inline
//! in operations, each with what stands inline in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::same::{Owner, Sameness};
use super::scope::{self, Scope};
use super::words::{snake, upper_camel};
use super::{
    FieldName, FunctionName, ModuleName, Names, PropertyNames, TypeName, hint, reserved, same,
    spelling, words,
};
use crate::api::ir::{Additional, Api, Object, Origin, Place, SchemaId, Shape};
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// Methods that every struct has.
const STRUCT_METHODS: [&str; 4] = ["new", "extra", "extra_mut", "clone"];

pub(super) fn allocate(
    api: &Api,
    config: &Config,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    let reserved = reserved::of_types();
    let mut allocator = Allocator {
        api,
        config,
        names,
        diagnostics,
        scope: Scope::reserving(&reserved),
        reserved,
        modules: Scope::default(),
        sameness: Sameness::default(),
        owners: HashMap::new(),
        visited: vec![false; api.schemas.len()],
    };
    allocator.components();
    allocator.sameness = same::find(api, |id| {
        needs_type(&api.schema(id).shape)
            && !config.names.contains_key(&api.schema(id).pointer)
            && !is_constant(api, id)
    });
    let repeated = allocator.sameness.first.clone();
    allocator.names.same.extend(repeated);
    for id in api.schema_ids() {
        if let (Origin::Component(_), Some(module)) =
            (&api.schema(id).origin, allocator.names.modules.get(&id).cloned())
        {
            allocator.visited[id.index()] = true;
            allocator.inline_below(id, Some(&module));
        }
    }
    for operation in &api.operations {
        let bodies = operation.request_body.iter().flat_map(|body| &body.contents);
        let bodies = bodies.flat_map(|content| content.schema.into_iter().chain(content.items));
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        let answers =
            answers.flat_map(|content| content.schema.into_iter().chain(content.item_schema));
        let media = bodies.chain(answers);
        for id in operation.parameters.iter().map(|parameter| parameter.schema).chain(media) {
            allocator.inline(id, None);
        }
    }
    let callbacks = api.callbacks.iter().filter_map(|callback| callback.payload);
    let webhooks = api.webhooks.list.iter().map(|webhook| webhook.payload);
    for id in callbacks.chain(webhooks).chain(api.webhooks.event) {
        allocator.inline(id, None);
    }
}

struct Allocator<'a> {
    api: &'a Api,
    config: &'a Config,
    names: &'a mut Names,
    diagnostics: &'a mut Diagnostics,
    /// Names that mean something else there.
    reserved: Vec<&'static str>,
    scope: Scope,
    modules: Scope,
    /// The schemas that share a type.
    sameness: Sameness,
    /// The schema of each type.
    owners: HashMap<String, SchemaId>,
    visited: Vec<bool>,
}

impl Allocator<'_> {
    /// Names the components: first those that have the name that they want, so that no other one
    /// takes it.
    fn components(&mut self) {
        let mut wanted = Vec::new();
        for id in self.api.schema_ids() {
            let Origin::Component(text) = &self.api.schema(id).origin else { continue };
            let written = Some(text.as_written());
            match self.configured(id) {
                Some(name) => wanted.push((id, None, name)),
                None => wanted.push((id, written, hint::hint(self.api, self.names, id))),
            }
        }
        let texts: Vec<_> =
            wanted.iter().map(|(_, text, name)| Some(((*text)?, name.as_str()))).collect();
        let suffixes = spelling::suffixes(&texts);
        let named = || wanted.iter().zip(&suffixes);
        for ((id, _, name), _) in named().filter(|(_, suffix)| suffix.is_none()) {
            self.name(*id, name, None);
        }
        for ((id, _, name), suffix) in named() {
            if let Some(suffix) = suffix {
                let given = format!("{name}{suffix}");
                self.report(*id, name, &given);
                self.name(*id, &given, None);
            }
        }
    }

    /// Names what stands inline in `id`, depth first.
    fn inline_below(&mut self, id: SchemaId, module: Option<&ModuleName>) {
        if let Shape::Object(object) = &self.api.schema(id).shape {
            self.fields(id, object);
            let mut constant = BTreeMap::new();
            for property in &object.properties {
                let is_constant = || self.api.fixed(property).is_some();
                constant.entry(property.schema).or_insert_with(is_constant);
            }
            for child in self.api.children(id) {
                if constant.get(&child) != Some(&true) {
                    self.inline(child, module);
                }
            }
        } else {
            for child in self.api.children(id) {
                self.inline(child, module);
            }
        }
    }

    fn inline(&mut self, id: SchemaId, module: Option<&ModuleName>) {
        let schema = self.api.schema(id);
        if matches!(schema.origin, Origin::Component(_))
            || std::mem::replace(&mut self.visited[id.index()], true)
        {
            return;
        }
        if !needs_type(&schema.shape) {
            return self.inline_below(id, module);
        }
        if let Some(name) = self.configured(id) {
            self.name(id, &name, module);
            return self.inline_below(id, module);
        }
        if let Some(first) = self.names.same.get(&id).copied() {
            return self.inline(first, None);
        }
        if let Some(name) = self.name_of_its_own(id) {
            let module = self.name(id, &name, None);
            return self.inline_below(id, Some(&module));
        }
        let wanted = hint::hint(self.api, self.names, id);
        // A parent's own part is beside the parent, whichever union comes first.
        let module = match &schema.origin {
            Origin::Inline(Place::Base(parent)) => self.names.modules.get(parent).cloned(),
            Origin::Inline(Place::Sent(_)) => None,
            _ => module.cloned(),
        };
        let module = self.name(id, &wanted, module.as_ref());
        self.inline_below(id, Some(&module));
    }

    /// The name of an inline type that does not tell its whole path: its title, or that of the
    /// property where equal schemas share it.
    fn name_of_its_own(&self, id: SchemaId) -> Option<String> {
        let title = hint::title(self.api, id);
        let shared = || {
            let shared = self.sameness.shared.get(&id)?;
            let owner = match shared.owner? {
                Owner::Component(owner) => hint::hint(self.api, self.names, owner),
                Owner::Operation(key) => hint::operation(self.names, key),
            };
            Some(format!("{owner}{}", shared.leaf))
        };
        let alone = || self.sameness.shared.get(&id).map(|shared| shared.leaf.clone());
        let is_free = |name: &String| self.scope.is_free(name);
        // Named after one of its owners, it would mislead the readers of the others.
        let among_owners = || {
            let shared = self.sameness.shared.get(&id).filter(|shared| shared.owner.is_none())?;
            Some(format!("Shared{}", shared.leaf))
        };
        let first_choice = title.or_else(|| shared().or_else(alone)).filter(is_free);
        first_choice.or_else(|| among_owners().filter(is_free))
    }

    /// Gives a schema its type name, and a module of its own where it has none to stand in.
    fn name(&mut self, id: SchemaId, wanted: &str, module: Option<&ModuleName>) -> ModuleName {
        let wanted = if self.reserved.contains(&wanted) || words::is_keyword(wanted) {
            format!("{wanted}Model")
        } else {
            wanted.to_owned()
        };
        let allocated = self.scope.allocate(&wanted);
        if allocated.clash {
            self.report(id, &wanted, &allocated.identifier);
        } else if allocated.cut {
            let at = &self.api.schema(id).pointer;
            self.diagnostics.push(scope::cut(at, &allocated.identifier));
        }
        self.owners.insert(allocated.identifier.clone(), id);
        let module = module.cloned().unwrap_or_else(|| {
            let wanted = snake(&allocated.identifier, "types");
            let wanted = if words::is_no_module(&wanted) { format!("{wanted}_") } else { wanted };
            ModuleName::new(self.modules.allocate(&wanted).identifier)
        });
        self.names.types.insert(id, TypeName::new(allocated.identifier));
        self.names.modules.insert(id, module.clone());
        module
    }

    fn report(&mut self, id: SchemaId, wanted: &str, given: &str) {
        let schema = self.api.schema(id);
        let help = format!(
            "give it another name in codegen.toml: `\"{}\" = \"...\"` under `[names]`; or accept \
             `{given}` with `accept = [\"name-clash\"]` or `--accept name-clash`",
            schema.pointer
        );
        let owner = self.owners.get(wanted).map(|owner| &self.api.schema(*owner).pointer);
        let message = match owner {
            Some(owner) => format!("the Rust name `{wanted}` is taken by `{owner}`"),
            None => format!("the Rust name `{wanted}` is taken"),
        };
        let found = Diagnostic::warning(Code::NameClash, &schema.pointer, message);
        self.diagnostics.push(found.help(help));
    }

    fn configured(&mut self, id: SchemaId) -> Option<String> {
        let pointer = &self.api.schema(id).pointer;
        let name = self.config.names.get(pointer)?;
        self.names.used.insert(pointer.clone());
        let name = upper_camel(name, "Type");
        Some(if hint::is_sent(self.api, id) { name + hint::SENT } else { name })
    }

    fn fields(&mut self, id: SchemaId, object: &Object) {
        let slot = match object.additional {
            Additional::Any => "extra",
            Additional::None => "",
            Additional::Typed(_) => "additional",
        };
        let mut fields = Scope::reserving(&[slot]);
        let mut methods = Scope::reserving(&STRUCT_METHODS);
        let mut wishes = HashSet::new();
        let pointer = &self.api.schema(id).pointer;
        let mut named = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            let at = || pointer.child("properties").child(property.name.as_written());
            // Most configurations name nothing, and then no pointer has to be made.
            let names = Some(&self.config.names).filter(|names| !names.is_empty());
            let wanted = match names.and_then(|names| names.get_key_value(&at())) {
                Some((at, name)) => {
                    self.names.used.insert(at.clone());
                    snake(name, "field")
                }
                None => snake(property.name.as_written(), "field"),
            };
            let wanted = if STRUCT_METHODS.contains(&wanted.as_str()) {
                format!("{wanted}_")
            } else {
                wanted
            };
            let allocated = fields.allocate_snake(&wanted);
            // A name that only a method or a keyword has is no clash of two properties.
            if !wishes.insert(wanted.clone()) {
                let at = at();
                let message = format!("the field name `{wanted}` is taken by another property");
                let help = format!(
                    "it is called `{}`; name it in codegen.toml: `\"{at}\" = \"...\"` under `[names]`",
                    allocated.identifier
                );
                let found = Diagnostic::warning(Code::NameClash, &at, message).help(help);
                self.diagnostics.push(found);
            }
            if allocated.cut {
                self.diagnostics.push(scope::cut(&at(), &allocated.identifier));
            }
            methods.take(&allocated.identifier);
            named.push(FieldName::new(allocated.identifier));
        }
        let named = named.into_iter().map(|field| {
            let plain = field.as_str().trim_start_matches("r#").trim_end_matches('_');
            let null = format!("{plain}_null");
            let null_setter = FunctionName::new(methods.allocate_snake(&null).identifier);
            PropertyNames { field, null_setter }
        });
        let named = named.collect();
        self.names.fields.insert(id, named);
    }
}

/// Whether a schema is that of a property that always has the same value, and so has no field.
fn is_constant(api: &Api, id: SchemaId) -> bool {
    let Origin::Inline(Place::Property(parent, name)) = &api.schema(id).origin else {
        return false;
    };
    let (Shape::Object(object), Shape::Enumeration(_)) =
        (&api.schema(*parent).shape, &api.schema(id).shape)
    else {
        return false;
    };
    let property = object.properties.iter().find(|it| it.name == *name);
    property.is_some_and(|it| api.fixed(it).is_some())
}

/// Whether a schema of this shape has a Rust type of its own when it stands inline.
fn needs_type(shape: &Shape) -> bool {
    match shape {
        Shape::Object(_) | Shape::Union(_) => true,
        Shape::Enumeration(enumeration) => enumeration.is_named(),
        _ => false,
    }
}
