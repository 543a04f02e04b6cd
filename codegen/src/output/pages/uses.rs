//! The uses of each type: returns the links of its page.

use std::collections::HashMap;

use super::link::resource_file;
use super::resource;
use crate::document::text::Text;
use crate::rust::items::{Crate, Operation, Success, Type, TypeKind, TypeRef, Unlisted};
use crate::rust::names::{FunctionName, ModuleName, TypeName};

/// The uses of every type, by its name.
pub(super) struct Uses<'a> {
    types: HashMap<&'a str, UsesOfType<'a>>,
}

/// The uses of a type, each in the order of the document.
#[derive(Default)]
pub(super) struct UsesOfType<'a> {
    /// The operations with it in their parameters or body.
    pub(super) requests: Vec<UsingOperation<'a>>,
    /// The operations with it in their output.
    pub(super) responses: Vec<UsingOperation<'a>>,
    /// The operations with it in their errors.
    pub(super) failures: Vec<UsingOperation<'a>>,
    /// Whether it is the type of webhook events.
    pub(super) is_event: bool,
    /// The names of the webhooks with it as their payload.
    pub(super) webhooks: Vec<&'a Text>,
    /// The types that contain it, each with the names of the fields or variants.
    pub(super) parts: Vec<(&'a TypeName, Vec<&'a str>)>,
}

/// An operation that uses a type.
#[derive(Clone)]
pub(super) struct UsingOperation<'a> {
    pub(super) resource: &'a ModuleName,
    function: &'a FunctionName,
    /// The anchor of its section on the page of its resource.
    anchor: String,
}

impl UsingOperation<'_> {
    /// Returns a link from the page of a type.
    pub(super) fn link(&self) -> String {
        let Self { resource, function, anchor } = self;
        format!("[`{resource}.{function}`](../resources/{}.md#{anchor})", resource_file(resource))
    }

    fn is(&self, other: &Self) -> bool {
        self.resource == other.resource && self.function == other.function
    }
}

/// The role of a type in an operation.
#[derive(Clone, Copy)]
enum Role {
    Request,
    Response,
    Error,
}

impl<'a> Uses<'a> {
    /// Returns the uses of every type of the crate.
    pub(super) fn of(krate: &'a Crate) -> Self {
        let mut uses = Self { types: HashMap::new() };
        for module in &krate.operations {
            for (operation, anchor) in module.operations.iter().zip(resource::anchors(module)) {
                let (resource, function) = (&module.name, &operation.function);
                uses.add_operation(operation, &UsingOperation { resource, function, anchor });
            }
        }
        if let Some(webhooks) = &krate.webhooks {
            uses.entry(&webhooks.event).is_event = true;
        }
        for webhook in krate.webhooks.iter().flat_map(|it| &it.list) {
            each_name(&webhook.payload, &mut |name| {
                uses.entry(name).webhooks.push(&webhook.name);
            });
        }
        for item in krate.types.iter().flat_map(|module| &module.items) {
            uses.add_type(item);
        }
        uses
    }

    /// Returns the uses of a type; `None` if there are none.
    pub(super) fn get(&self, name: &TypeName) -> Option<&UsesOfType<'a>> {
        self.types.get(name.as_str())
    }

    fn entry(&mut self, name: &'a TypeName) -> &mut UsesOfType<'a> {
        self.types.entry(name.as_str()).or_default()
    }

    fn add_operation(&mut self, operation: &'a Operation, user: &UsingOperation<'a>) {
        for parameter in &operation.parameters {
            self.add_role(Role::Request, &parameter.value, user);
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            self.add_role(Role::Request, &content.value, user);
        }
        match &operation.success {
            Success::One(value) => self.add_role(Role::Response, value, user),
            Success::Several(several) => {
                for variant in &several.variants {
                    self.add_role(Role::Response, &variant.payload, user);
                }
            }
        }
        for representation in &operation.representations {
            self.add_role(Role::Response, &representation.value, user);
        }
        for variant in operation.failure.documented().into_iter().flat_map(|error| &error.variants)
        {
            self.add_role(Role::Error, &variant.payload, user);
        }
    }

    fn add_role(&mut self, role: Role, value: &'a TypeRef, user: &UsingOperation<'a>) {
        each_name(value, &mut |name| {
            let uses = self.entry(name);
            let users = match role {
                Role::Request => &mut uses.requests,
                Role::Response => &mut uses.responses,
                Role::Error => &mut uses.failures,
            };
            if users.last().is_none_or(|last| !last.is(user)) {
                users.push(user.clone());
            }
        });
    }

    fn add_type(&mut self, item: &'a Type) {
        match &item.kind {
            TypeKind::Struct(structure) => {
                for field in &structure.fields {
                    self.add_part(item, field.name.as_str(), &field.value);
                }
                if let Unlisted::Typed(value) = &structure.unlisted {
                    self.add_part(item, "additional", value);
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    self.add_part(item, variant.name.as_str(), &variant.payload);
                }
            }
            TypeKind::Alias(value) | TypeKind::Newtype(value) => self.add_part(item, "", value),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
        }
    }

    fn add_part(&mut self, of: &'a Type, part: &'a str, value: &'a TypeRef) {
        each_name(value, &mut |name| {
            let parts = &mut self.entry(name).parts;
            match parts.last_mut() {
                Some((last, names)) if **last == of.name => {
                    if names.last() != Some(&part) {
                        names.push(part);
                    }
                }
                _ => parts.push((&of.name, vec![part])),
            }
        });
    }
}

/// Calls `visit` for every type of the crate that `value` mentions: for an alias, but not for its
/// target.
fn each_name<'a>(value: &'a TypeRef, visit: &mut impl FnMut(&'a TypeName)) {
    match value {
        TypeRef::Named(name) | TypeRef::Alias(name, _) => visit(name),
        other => other.parts().iter().for_each(|part| each_name(part, visit)),
    }
}
