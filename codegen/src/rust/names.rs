//! Takes the API and the configuration and gives every Rust identifier: each allocated once, in a
//! fixed order, unique in its scope. Nothing else makes identifiers.

mod bodies;
mod credentials;
mod functions;
mod hint;
mod identifier;
mod imports;
mod inline;
mod operations;
mod package;
mod reserved;
mod responses;
mod same;
mod scope;
mod servers;
mod shorten;
mod spelling;
mod types;
mod variants;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use identifier::{
    ConstantName, FieldName, FunctionName, ModuleName, TypeName, VariantName,
};
pub(crate) use imports::{JsonImport, OperationImport};

use crate::api::ir::{Api, SchemaId};
use crate::config::Config;
use crate::document::credential::GrantKind;
use crate::document::diagnostic::Diagnostics;
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// Every identifier of the crate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// The type of each schema that has a name for it, be it an alias.
    pub types: BTreeMap<SchemaId, TypeName>,
    /// The schema whose type each equal one is an alias of.
    pub same: BTreeMap<SchemaId, SchemaId>,
    /// The module of each type, by the schema that it is written for.
    pub modules: BTreeMap<SchemaId, ModuleName>,
    /// The field of each property, by the object's schema.
    pub fields: BTreeMap<SchemaId, Vec<PropertyNames>>,
    /// The variant of each enum value or union member.
    pub variants: BTreeMap<SchemaId, Vec<VariantName>>,
    /// The names of each operation, by its index.
    pub operations: Vec<OperationNames>,
    /// The modules of operations, in order.
    pub groups: Vec<GroupNames>,
    /// The constant of each header field of responses, by its name in lower case.
    pub headers: BTreeMap<String, ConstantName>,
    /// The names of each server.
    pub servers: Vec<ServerNames>,
    /// The types of the variables of servers.
    pub server_values: Vec<ServerValueNames>,
    /// The names of each security scheme.
    pub credentials: Vec<CredentialNames>,
    /// The pointers of the configuration that gave a name.
    pub used: BTreeSet<JsonPointer>,
}

/// The names of one property.
#[derive(Clone, Debug)]
pub(crate) struct PropertyNames {
    /// The field, and the setter of an optional one.
    pub field: FieldName,
    /// The setter that sends `null`.
    pub null_setter: FunctionName,
}

/// The names of one server.
#[derive(Clone, Debug)]
pub(crate) struct ServerNames {
    /// Its variant.
    pub variant: VariantName,
    /// The function that gives it with the defaults of its variables.
    pub defaults: FunctionName,
    /// The names of each variable.
    pub variables: Vec<VariableNames>,
}

/// The names of a variable of a server.
#[derive(Clone, Debug)]
pub(crate) struct VariableNames {
    /// Its field.
    pub field: FieldName,
    /// Its type where the document lists its values, as an index into [`Names::server_values`].
    pub values: Option<usize>,
}

/// The names of the values of server variables: those with one name, the same values and the same
/// default share a type.
#[derive(Clone, Debug)]
pub(crate) struct ServerValueNames {
    /// Their type.
    pub name: TypeName,
    /// Each value with its variant.
    pub variants: Vec<(Text, VariantName)>,
}

/// The names of one security scheme.
#[derive(Clone, Debug)]
pub(crate) struct CredentialNames {
    /// Its method on the builder, and on the calls of the operations that accept it.
    pub method: FunctionName,
    /// Its type in `schemes`.
    pub scheme: TypeName,
    /// The method of the builder for each of its grants.
    pub grants: Vec<(GrantKind, FunctionName)>,
}

/// The names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    /// The group it belongs to, as an index into [`Names::groups`].
    pub group: usize,
    /// Its function.
    pub function: FunctionName,
    /// Its request type.
    pub request: TypeName,
    /// Its error type.
    pub error: TypeName,
    /// Its success type, where it answers with one of several.
    pub success: TypeName,
    /// The type of its body, where that is one of several.
    pub body: Option<TypeName>,
    /// The variant of each content of its body.
    pub contents: Vec<VariantName>,
    /// The argument or setter of each parameter.
    pub parameters: Vec<FieldName>,
    /// The variants of each response, in its error or success type.
    pub responses: Vec<ResponseNames>,
    /// The method that asks for each media type of the main success.
    pub representations: Vec<FunctionName>,
}

/// The names of one response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNames {
    /// Its variant.
    pub variant: VariantName,
    /// The variant of each of its media types, where they differ.
    pub contents: Vec<VariantName>,
}

/// The names of one group of operations.
#[derive(Clone, Debug)]
pub(crate) struct GroupNames {
    /// What the document calls it.
    pub title: Text,
    /// Its module, and the client's method.
    pub module: ModuleName,
    /// The type that [`GroupNames::module`]'s method gives.
    pub resource: TypeName,
}

/// Allocates every identifier.
pub(crate) fn allocate(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Names {
    let mut names = Names::default();
    package::check(config, diagnostics);
    operations::allocate(api, config, &mut names, diagnostics);
    types::allocate(api, config, &mut names, diagnostics);
    variants::allocate(api, config, &mut names, diagnostics);
    // Names of variants leave out the words of their union: where those differ, so do the types.
    let Names { same, variants, .. } = &mut names;
    same.retain(|id, first| variants.get(id) == variants.get(first));
    names
}

impl Names {
    /// The schema whose type stands for this one.
    pub(crate) fn representative(&self, id: SchemaId) -> SchemaId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// The name of a schema's type.
    pub(crate) fn of(&self, id: SchemaId) -> Option<&TypeName> {
        self.types.get(&id).or_else(|| self.types.get(&self.representative(id)))
    }
}

/// Whether a text can stand as a variable's name as it is.
pub(crate) fn is_plain_identifier(text: &str) -> bool {
    let start = text.starts_with(|first: char| first.is_ascii_lowercase());
    let word = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '_';
    start && text.chars().all(word) && !words::is_keyword(text)
}
