//! The Rust identifiers of the crate, allocated from the API and the configuration: each once, in a
//! fixed order, unique in its scope. No other module makes identifiers.

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
    /// The type name of each schema that has one, even if it is an alias.
    pub types: BTreeMap<SchemaId, TypeName>,
    /// The representative of each schema that is equal to another one: its type is an alias of the
    /// representative's type.
    pub same: BTreeMap<SchemaId, SchemaId>,
    /// The module of each type, by the schema that the type is generated for.
    pub modules: BTreeMap<SchemaId, ModuleName>,
    /// The field of each property, by the object's schema.
    pub fields: BTreeMap<SchemaId, Vec<PropertyNames>>,
    /// The variant of each enum value or union member.
    pub variants: BTreeMap<SchemaId, Vec<VariantName>>,
    /// The names of each operation, by its index.
    pub operations: Vec<OperationNames>,
    /// The modules of operations, in order.
    pub groups: Vec<GroupNames>,
    /// The constant of each response header, by its name in lower case.
    pub headers: BTreeMap<String, ConstantName>,
    /// The names of each server.
    pub servers: Vec<ServerNames>,
    /// The types of the variables of servers.
    pub server_values: Vec<ServerValueNames>,
    /// The names of each security scheme.
    pub credentials: Vec<CredentialNames>,
    /// The method of each parameter of the client.
    pub client_parameters: Vec<FunctionName>,
    /// The pointers into the configuration that were used for a name.
    pub used: BTreeSet<JsonPointer>,
    /// The default names of resources that the configuration renames.
    pub renamed_resources: BTreeSet<String>,
}

/// The names of one property.
#[derive(Clone, Debug)]
pub(crate) struct PropertyNames {
    /// The field, and the setter if the property is optional.
    pub field: FieldName,
    /// The setter that sends `null`.
    pub null_setter: FunctionName,
}

/// The names of one server.
#[derive(Clone, Debug)]
pub(crate) struct ServerNames {
    /// Its variant.
    pub variant: VariantName,
    /// The function that returns the server with the default values of its variables.
    pub defaults: FunctionName,
    /// The names of each variable.
    pub variables: Vec<VariableNames>,
}

/// The names of a variable of a server.
#[derive(Clone, Debug)]
pub(crate) struct VariableNames {
    /// Its field.
    pub field: FieldName,
    /// The enum of its values if the document lists them, as an index into
    /// [`Names::server_values`].
    pub values: Option<usize>,
}

/// The names of an enum of server variable values. Variables with the same name, values and default
/// share it.
#[derive(Clone, Debug)]
pub(crate) struct ServerValueNames {
    /// The enum.
    pub name: TypeName,
    /// Each value with its variant.
    pub variants: Vec<(Text, VariantName)>,
}

/// The names of one security scheme.
#[derive(Clone, Debug)]
pub(crate) struct CredentialNames {
    /// The method on the builder, and on the calls of the operations that accept the credential.
    pub method: FunctionName,
    /// The type in `schemes`.
    pub scheme: TypeName,
    /// The name of its environment variables, without the prefix.
    pub env: String,
    /// The builder method for each of its OAuth grants.
    pub grants: Vec<(GrantKind, FunctionName)>,
}

/// The names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    /// The group of the operation, as an index into [`Names::groups`].
    pub group: usize,
    /// Its function.
    pub function: FunctionName,
    /// Its request type.
    pub request: TypeName,
    /// Its error type.
    pub error: TypeName,
    /// Its success type, if it has several success responses or contents.
    pub success: TypeName,
    /// The enum of its request bodies, if it accepts several.
    pub body: Option<TypeName>,
    /// The variant of each content of its request body.
    pub contents: Vec<VariantName>,
    /// The argument or setter of each parameter.
    pub parameters: Vec<FieldName>,
    /// The variants of each response, in its error or success type.
    pub responses: Vec<ResponseNames>,
    /// The method that requests each media type of the main success response.
    pub representations: Vec<FunctionName>,
}

/// The names of one response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNames {
    /// Its variant.
    pub variant: VariantName,
    /// The variant of each of its contents, if they differ.
    pub contents: Vec<VariantName>,
}

/// The names of one group of operations.
#[derive(Clone, Debug)]
pub(crate) struct GroupNames {
    /// The title of the group in the document.
    pub title: Text,
    /// The module, and the client method of the same name.
    pub module: ModuleName,
    /// The type that the client method returns.
    pub resource: TypeName,
}

/// Allocates every identifier.
pub(crate) fn allocate(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Names {
    let mut names = Names::default();
    package::check(config, diagnostics);
    operations::allocate(api, config, &mut names, diagnostics);
    types::allocate(api, config, &mut names, diagnostics);
    variants::allocate(api, config, &mut names, diagnostics);
    // Names of variants leave out the words of their union's name: if the results differ, so do
    // the types.
    let Names { same, variants, .. } = &mut names;
    same.retain(|id, first| variants.get(id) == variants.get(first));
    names
}

impl Names {
    /// Returns the schema whose type represents this schema.
    pub(crate) fn representative(&self, id: SchemaId) -> SchemaId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// Returns the name of a schema's type.
    pub(crate) fn of(&self, id: SchemaId) -> Option<&TypeName> {
        self.types.get(&id).or_else(|| self.types.get(&self.representative(id)))
    }
}

/// Whether a string can be used unchanged as the name of a variable.
pub(crate) fn is_plain_identifier(text: &str) -> bool {
    let start = text.starts_with(|first: char| first.is_ascii_lowercase());
    let word = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '_';
    start && text.chars().all(word) && !words::is_keyword(text)
}
