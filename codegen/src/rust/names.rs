//! The `names` stage: assigns every Rust identifier from the API and the configuration, each of
//! them once, in a fixed order, unique in its scope. No other module creates identifiers.

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
    /// The type of each schema with a named type, including aliases.
    pub types: BTreeMap<SchemaId, TypeName>,
    /// For each schema that is equal to an earlier one, the schema whose type it is an alias for.
    pub same: BTreeMap<SchemaId, SchemaId>,
    /// The module of each type, by its schema.
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
    /// The enums of the values of server variables.
    pub server_values: Vec<ServerValueNames>,
    /// The names of each security scheme.
    pub credentials: Vec<CredentialNames>,
    /// The pointers in the configuration that named something.
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
    /// The function that returns it with the defaults of its variables.
    pub defaults: FunctionName,
    /// The names of each variable.
    pub variables: Vec<VariableNames>,
}

/// The names of a variable of a server.
#[derive(Clone, Debug)]
pub(crate) struct VariableNames {
    /// Its field.
    pub field: FieldName,
    /// Its type if the document lists its values, as an index into [`Names::server_values`].
    pub values: Option<usize>,
}

/// The names of an enum of values of server variables. Variables with the same name, values and
/// default share an enum.
#[derive(Clone, Debug)]
pub(crate) struct ServerValueNames {
    /// The name of the enum.
    pub name: TypeName,
    /// The values with their variants.
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
    /// The index of its group in [`Names::groups`].
    pub group: usize,
    /// Its function.
    pub function: FunctionName,
    /// Its request type.
    pub request: TypeName,
    /// Its error type.
    pub error: TypeName,
    /// The enum of its successes, if there are several.
    pub success: TypeName,
    /// The enum of its body, if it has several media types.
    pub body: Option<TypeName>,
    /// The variant of each content of its body.
    pub contents: Vec<VariantName>,
    /// The argument or setter of each parameter.
    pub parameters: Vec<FieldName>,
    /// The variants of each response, in its error or success type.
    pub responses: Vec<ResponseNames>,
    /// The method that requests each media type of the main success.
    pub representations: Vec<FunctionName>,
}

/// The names of one response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNames {
    /// Its variant.
    pub variant: VariantName,
    /// The variant of each of its media types, if they have different ones.
    pub contents: Vec<VariantName>,
}

/// The names of one group of operations.
#[derive(Clone, Debug)]
pub(crate) struct GroupNames {
    /// Its name in the document.
    pub title: Text,
    /// Its module and the client's method.
    pub module: ModuleName,
    /// The type that the client's method returns.
    pub resource: TypeName,
}

/// Allocates every identifier.
pub(crate) fn allocate(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Names {
    let mut names = Names::default();
    package::check(config, diagnostics);
    operations::allocate(api, config, &mut names, diagnostics);
    types::allocate(api, config, &mut names, diagnostics);
    variants::allocate(api, config, &mut names, diagnostics);
    // Variants of a union are named without the words of the union's name: schemas with different
    // variants can't share a type.
    let Names { same, variants, .. } = &mut names;
    same.retain(|id, first| variants.get(id) == variants.get(first));
    names
}

impl Names {
    /// Returns the schema whose type is used for this one.
    pub(crate) fn representative(&self, id: SchemaId) -> SchemaId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// Returns the name of a schema's type.
    pub(crate) fn of(&self, id: SchemaId) -> Option<&TypeName> {
        self.types.get(&id).or_else(|| self.types.get(&self.representative(id)))
    }
}

/// Returns `true` if a text is a valid name of a variable without changes.
pub(crate) fn is_plain_identifier(text: &str) -> bool {
    let start = text.starts_with(|first: char| first.is_ascii_lowercase());
    let word = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '_';
    start && text.chars().all(word) && !words::is_keyword(text)
}
