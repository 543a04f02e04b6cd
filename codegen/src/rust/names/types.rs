//! The names of types, of their modules and of their fields. The order is fixed: components, then
//! inline schemas with a configured name, then titles, then names derived from the location. So a
//! schema never takes a name from one of an earlier kind.
//!
//! A name derived from a location does not depend on the rest of the document: a schema that is
//! equal to another one is an alias of its type.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::inline;
use super::same::{self, EqualSchemas};
use super::scope::{self, Scope};
use super::words::{snake, upper_camel};
use super::{
    FieldName, FunctionName, ModuleName, Names, PropertyNames, TypeName, hint, reserved, spelling,
    words,
};
use crate::api::ir::{Additional, Api, Object, Origin, Place, Schema, SchemaId, Shape};
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
    let ids = inline::types(api);
    let configured = |id: SchemaId| {
        let schema = api.schema(id);
        configured_name(config, schema).cloned().or_else(|| called(schema))
    };
    let mut allocator = Allocator {
        api,
        config,
        diagnostics,
        scope: Scope::reserving(&reserved),
        reserved,
        modules: Scope::default(),
        sameness: same::find(api, &ids, configured),
        owners: HashMap::new(),
        named: HashMap::new(),
        titled: HashSet::new(),
        names,
    };
    allocator.components();
    allocator.names.same.clone_from(&allocator.sameness.first);
    allocator.configured_inline(&ids);
    allocator.titles(&ids);
    for id in ids {
        allocator.inline(id);
    }
    for id in api.schema_ids() {
        let is_alias = allocator.names.same.contains_key(&id);
        if let (Shape::Object(object), false) = (&api.schema(id).shape, is_alias)
            && allocator.names.types.contains_key(&id)
        {
            allocator.fields(id, object);
        }
    }
}

/// Returns the configured name of a schema's type. For an inline schema of a property, whose
/// pointer is also the pointer of the field, it is a name in upper camel case.
fn configured_name<'c>(config: &'c Config, schema: &Schema) -> Option<&'c String> {
    let is_property = matches!(schema.origin, Origin::Inline(Place::Property(..)));
    config.names.get(&schema.pointer).filter(|name| !is_property || is_type_name(name))
}

/// Whether a configured name of a property is for its type rather than its field.
fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Returns the name from an extension of a component; for an inline schema, the extension names the
/// property.
fn called(schema: &Schema) -> Option<String> {
    let is_component = matches!(schema.origin, Origin::Component(_));
    schema.called.as_ref().filter(|_| is_component).map(|it| it.as_written().to_owned())
}

struct Allocator<'a> {
    api: &'a Api,
    config: &'a Config,
    names: &'a mut Names,
    diagnostics: &'a mut Diagnostics,
    /// The reserved names in the module `types`.
    reserved: Vec<&'static str>,
    scope: Scope,
    modules: Scope,
    /// The schemas that share a type.
    sameness: EqualSchemas,
    /// The schema of each type.
    owners: HashMap<String, SchemaId>,
    /// The schema of each configured name and each title.
    named: HashMap<String, SchemaId>,
    /// The schemas that are named after their title.
    titled: HashSet<SchemaId>,
}

impl Allocator<'_> {
    /// Names the components: first the ones that get their preferred name, so that no other one
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
            self.name(*id, name);
            self.module(*id);
        }
        for ((id, _, name), suffix) in named() {
            if let Some(suffix) = suffix {
                let given = format!("{name}{suffix}");
                self.report(*id, name, &given);
                self.name(*id, &given);
                self.module(*id);
            }
        }
    }

    /// Assigns the configured names of inline schemas: equal schemas with the same name share a
    /// type.
    fn configured_inline(&mut self, ids: &[SchemaId]) {
        for id in ids.iter().copied() {
            if let Some(name) = self.configured(id) {
                self.share_or_name(id, name);
            }
        }
    }

    /// Names inline schemas after their titles. Schemas with the same title share a type if they
    /// are equal; otherwise none of them gets the title as its name. A title that is already the
    /// name of a component is left to the component.
    fn titles(&mut self, ids: &[SchemaId]) {
        let mut titled: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
        for id in ids.iter().copied() {
            let is_free = !self.names.types.contains_key(&id) && self.received(id).is_none();
            if let Some(title) = hint::title(self.api, id).filter(|_| is_free) {
                titled.entry(title).or_default().push(id);
            }
        }
        for (title, ids) in titled {
            if !self.scope.is_free(&title) {
                continue;
            }
            let class = |id: &SchemaId| self.sameness.classes.get(id);
            match ids.iter().find(|id| class(id) != class(&ids[0])) {
                Some(other) => self.report_title(&title, ids[0], *other),
                None => {
                    self.titled.insert(ids[0]);
                    for id in ids {
                        self.share_or_name(id, title.clone());
                    }
                }
            }
        }
    }

    /// Gives a schema a name, or the existing type of that name if its schema is equal.
    fn share_or_name(&mut self, id: SchemaId, name: String) {
        let class = |id: &SchemaId| self.sameness.classes.get(id);
        let owner = self.named.get(&name).filter(|owner| class(owner) == class(&id));
        match owner.and_then(|owner| self.names.types.get(owner)) {
            Some(owner) => {
                self.names.types.insert(id, owner.clone());
            }
            None => {
                self.name(id, &name);
                self.named.insert(name, id);
            }
        }
    }

    /// Assigns a module to an inline schema, and a name derived from its location if it has none.
    fn inline(&mut self, id: SchemaId) {
        if let Some(name) = self.names.types.get(&id) {
            if self.owners.get(name.as_str()) == Some(&id) {
                self.module(id);
            }
            return;
        }
        let wanted = hint::hint(self.api, self.names, id);
        match self.shared_name(id, &wanted).cloned() {
            Some(name) => {
                self.names.types.insert(id, name);
            }
            None => {
                self.name(id, &wanted);
                self.module(id);
            }
        }
    }

    /// Returns the name of an equal schema's type, if the schema would get the same name or belongs
    /// to the request version of a component.
    fn shared_name(&self, id: SchemaId, wanted: &str) -> Option<&TypeName> {
        let name_of = |id: &SchemaId| self.names.types.get(id);
        let received = self.received(id).and_then(name_of);
        let EqualSchemas { counterparts, first, .. } = &self.sameness;
        let mut equal = [counterparts, first].into_iter().filter_map(|it| name_of(it.get(&id)?));
        received.or_else(|| equal.find(|name| name.as_str() == wanted))
    }

    /// Returns the schema of the response version that a subschema of the request version of a
    /// component is equal to.
    fn received(&self, id: SchemaId) -> Option<&SchemaId> {
        self.sameness.counterparts.get(&id).filter(|_| hint::is_input(self.api, id))
    }

    /// Allocates the type name of a schema.
    fn name(&mut self, id: SchemaId, wanted: &str) {
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
            self.diagnostics.push(scope::truncation_warning(at, &allocated.identifier));
        }
        self.owners.insert(allocated.identifier.clone(), id);
        self.names.types.insert(id, TypeName::new(allocated.identifier));
    }

    /// Puts a type into the module of its enclosing type, or a new one.
    fn module(&mut self, id: SchemaId) {
        let Some(name) = self.names.types.get(&id) else { return };
        let around = (!self.titled.contains(&id)).then(|| self.module_around(id)).flatten();
        let module = around.unwrap_or_else(|| {
            let wanted = snake(name.as_str(), "types");
            let wanted = if words::is_no_module(&wanted) { format!("{wanted}_") } else { wanted };
            ModuleName::new(self.modules.allocate(&wanted).identifier)
        });
        self.names.modules.insert(id, module);
    }

    /// Returns the module of the nearest type that encloses an inline schema.
    fn module_around(&self, id: SchemaId) -> Option<ModuleName> {
        let mut at = id;
        loop {
            let Origin::Inline(place) = &self.api.schema(at).origin else { return None };
            if matches!(place, Place::Sent(_)) {
                return None;
            }
            at = place.parent()?;
            if let Some(module) = self.names.modules.get(&at) {
                return Some(module.clone());
            }
        }
    }

    fn report_title(&mut self, title: &str, first: SchemaId, other: SchemaId) {
        let [first, other] = [first, other].map(|id| &self.api.schema(id).pointer);
        let message = format!(
            "different schemas have the title `{title}`, here and at `{first}`: the name of each \
             is derived from its location"
        );
        let help = format!(
            "give one of them another title, or a name in codegen.toml: `\"{other}\" = \"Name\"` under \
             `[names]`"
        );
        self.diagnostics.push(Diagnostic::warning(Code::NameClash, other, message).help(help));
    }

    fn report(&mut self, id: SchemaId, wanted: &str, given: &str) {
        let schema = self.api.schema(id);
        let help = format!(
            "choose another name in codegen.toml: `\"{}\" = \"Name\"` under `[names]`; or accept \
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
        let schema = self.api.schema(id);
        let name = match configured_name(self.config, schema) {
            Some(name) => {
                self.names.used.insert(schema.pointer.clone());
                name.clone()
            }
            None => called(schema)?,
        };
        let name = upper_camel(&name, "Type");
        Some(if hint::is_input(self.api, id) { name + hint::INPUT_SUFFIX } else { name })
    }

    fn fields(&mut self, id: SchemaId, object: &Object) {
        let slot = match object.additional {
            Additional::Any => "extra",
            Additional::None => "",
            Additional::Typed(_) => "additional",
        };
        let mut fields = Scope::reserving(&[slot]);
        let mut methods = Scope::reserving(&STRUCT_METHODS);
        let mut wanted_names = HashSet::new();
        let pointer = &self.api.schema(id).pointer;
        let mut named = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            let at = || pointer.child("properties").child(property.name.as_written());
            // Most configurations have no names: skip creating the pointers.
            let names = Some(&self.config.names).filter(|names| !names.is_empty());
            let configured = names.and_then(|names| names.get_key_value(&at()));
            let wanted = match configured.filter(|(_, name)| !is_type_name(name)) {
                Some((at, name)) => {
                    self.names.used.insert(at.clone());
                    snake(name, "field")
                }
                None => {
                    let schema = self.api.schema(property.schema);
                    let is_inline = matches!(schema.origin, Origin::Inline(_));
                    let called = schema.called.as_ref().filter(|_| is_inline);
                    snake(called.unwrap_or(&property.name).as_written(), "field")
                }
            };
            let wanted = if STRUCT_METHODS.contains(&wanted.as_str()) {
                format!("{wanted}_")
            } else {
                wanted
            };
            let allocated = fields.allocate_snake(&wanted);
            // A name that only conflicts with a method or a keyword is not a conflict between two
            // properties.
            if !wanted_names.insert(wanted.clone()) {
                let at = at();
                let message = format!("the field name `{wanted}` is taken by another property");
                let help = format!(
                    "it is named `{}`; name it in codegen.toml: `\"{at}\" = \"name\"` under `[names]`",
                    allocated.identifier
                );
                let found = Diagnostic::warning(Code::NameClash, &at, message).help(help);
                self.diagnostics.push(found);
            }
            if allocated.cut {
                self.diagnostics.push(scope::truncation_warning(&at(), &allocated.identifier));
            }
            methods.reserve(&allocated.identifier);
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
