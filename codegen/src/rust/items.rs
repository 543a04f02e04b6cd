//! The crate to be generated, as Rust items, fields and signatures, with every decision made.
//! `lower` builds it; `emit` and `pages` only print it.

mod bodies;
mod expression;
mod features;
mod mentions;
mod operations;
mod package;
mod responses;
mod retries;
mod runtime;
mod types;
mod unions;
mod webhooks;

use std::cmp::Reverse;

pub(crate) use self::bodies::*;
pub(crate) use self::expression::*;
pub(crate) use self::features::*;
pub(crate) use self::mentions::mentioned;
pub use self::operations::*;
pub(crate) use self::package::*;
pub use self::responses::*;
pub(crate) use self::retries::*;
pub(crate) use self::runtime::*;
pub use self::types::*;
pub(crate) use self::unions::*;
pub(crate) use self::webhooks::*;
use crate::document::credential::{CredentialKind, GrantKind, OAuthFlows};
use crate::document::direction::Direction;
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::rust::names::{FieldName, FunctionName, TypeName, VariantName};

/// A client crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Whether any item is deprecated.
    pub has_deprecated: bool,
    /// The `recursion_limit` of the crate, if the default is too low.
    pub recursion_limit: Option<RecursionLimit>,
    /// The metadata in `Cargo.toml` and in the crate's documentation.
    pub package: Package,
    /// The client: servers and credentials.
    pub client: ClientItems,
    /// The modules of `types`, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The modules of `codec`, in the order of their names.
    pub codecs: Vec<CodecModule>,
    /// The response headers, in the order of their names.
    pub headers: Vec<Header>,
    /// The modules of `operations`, in the order of the document.
    pub operations: Vec<OperationModule>,
    /// An example value of each named type that has one, in the order of the types.
    pub examples: Vec<TypeExample>,
    /// The Rust type of each component schema, in the order of the document.
    pub components: Vec<Component>,
    /// The module `webhooks`, if the document has webhooks.
    pub webhooks: Option<Webhooks>,
    /// The Cargo features of the resources, if each resource has a feature.
    pub features: Option<Features>,
}

/// The nesting depth that the compiler must support for the crate's types.
#[derive(Clone, Debug)]
pub struct RecursionLimit {
    /// The value of the attribute `recursion_limit`.
    pub limit: usize,
    /// The pointer to the most deeply nested schema in the author's document.
    pub pointer: JsonPointer,
}

/// An example value of a type.
#[derive(Clone, Debug)]
pub struct TypeExample {
    /// The name of the type.
    pub name: TypeName,
    /// The value.
    pub value: Expression,
}

/// A component schema and its Rust type.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name of the component.
    pub name: Text,
    /// The pointer to it in the author's document.
    pub pointer: JsonPointer,
    /// The type of its values, `Option` if the schema is nullable.
    pub value: TypeRef,
    /// The only direction of the type, where the other direction has another type or none.
    pub direction: Option<Direction>,
}

impl Crate {
    /// Returns all operations, in the order of the document's resources.
    pub fn all_operations(&self) -> impl Iterator<Item = (&OperationModule, &Operation)> {
        self.operations
            .iter()
            .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)))
    }

    /// Returns the credential to show first: the one that most operations accept.
    pub fn main_credential(&self) -> Option<&Credential> {
        let accepted = |credential: &&Credential| {
            let operations = self.all_operations();
            operations.filter(|(_, operation)| operation.accepts_scheme(credential)).count()
        };
        self.client.credentials.iter().min_by_key(|it| Reverse(accepted(it)))
    }

    /// Returns the operation to show first: if possible, one that is not deprecated, accepts the
    /// main credential and has a request body; of these, the one that accepts most credentials.
    pub fn first_operation(&self) -> Option<(&OperationModule, &Operation)> {
        let credential = self.main_credential();
        self.all_operations().min_by_key(|(_, operation)| {
            let is_accepted = credential.is_none_or(|it| operation.accepts_scheme(it));
            let schemes = operation.accepts.len();
            Reverse((!operation.deprecated, is_accepted, operation.body.is_some(), schemes))
        })
    }
}

/// The parts of the client that depend on the document.
#[derive(Clone, Debug)]
pub struct ClientItems {
    /// The servers; the first is the default.
    pub servers: Vec<ServerVariant>,
    /// The enums of server variable values.
    pub server_values: Vec<ServerValues>,
    /// The credentials that the builder accepts.
    pub credentials: Vec<Credential>,
    /// The parameters that the builder accepts for all operations that have them.
    pub parameters: Vec<ClientParameter>,
    /// The alternative security requirements for calls to undocumented routes.
    pub security: Vec<Vec<Text>>,
    /// The header field of the idempotency keys of all requests that are not idempotent.
    pub idempotency_key: Option<Text>,
    /// The default retry policy, for operations without their own.
    pub retries: Option<Retries>,
    /// The locations of the error message in error responses, as JSON Pointers; they are tried
    /// before the default locations.
    pub messages: Vec<Text>,
    /// The environment variable that turns on the log of requests, such as `POLAR_DEBUG`.
    pub debug: Text,
    /// The name of a variable in examples that holds the client, such as `polar`.
    pub variable: String,
}

/// A parameter that is set on the client.
#[derive(Clone, Debug)]
pub struct ClientParameter {
    /// The JSON Pointer to it in the author's document.
    pub pointer: JsonPointer,
    /// The method of the builder.
    pub method: FunctionName,
    /// The name in requests.
    pub wire: Text,
    /// The type of its value.
    pub value: TypeRef,
    /// Its documentation.
    pub docs: Docs,
    /// An example of its value.
    pub example: Option<Expression>,
}

/// A server of the document.
#[derive(Clone, Debug)]
pub struct ServerVariant {
    /// Its variant in `Server`.
    pub name: VariantName,
    /// Its base URL, with the default values of its variables.
    pub url: Text,
    /// Whether that URL has a host; if not, the builder requires a base URL.
    pub has_host: bool,
    /// Its documentation.
    pub docs: String,
    /// The function that returns the server with the default values of its variables.
    pub defaults: FunctionName,
    /// The parts of its URL template.
    pub template: Vec<UrlPart>,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL template.
#[derive(Clone, Debug)]
pub enum UrlPart {
    /// Literal text.
    Text(Text),
    /// The value of a variable.
    Variable(FieldName),
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its field.
    pub name: FieldName,
    /// Its name in the document.
    pub wire: Text,
    /// The default value.
    pub default: ServerValue,
    /// Its documentation.
    pub docs: String,
}

impl ServerVariable {
    /// Returns the Rust type of its field.
    pub fn type_name(&self) -> &str {
        match &self.default {
            ServerValue::Text(_) => "String",
            ServerValue::Variant(name, _) => name.as_str(),
        }
    }
}

/// The value of a server variable.
#[derive(Clone, Debug)]
pub enum ServerValue {
    /// Any string.
    Text(Text),
    /// A variant of an enum.
    Variant(TypeName, VariantName),
}

/// The enum of the values of a server variable.
#[derive(Clone, Debug)]
pub struct ServerValues {
    /// Its name.
    pub name: TypeName,
    /// The name of the variables in the document.
    pub wire: Text,
    /// The variants, each with its value.
    pub variants: Vec<(VariantName, Text)>,
    /// The variant of the default value.
    pub default: VariantName,
}

/// A credential that the builder and the calls of operations accept.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The method on the builder and on calls.
    pub method: FunctionName,
    /// Its type in `schemes`.
    pub scheme_type: TypeName,
    /// Its name in the document's security schemes.
    pub scheme: Text,
    /// Its documentation.
    pub docs: String,
    /// How it is sent.
    pub kind: CredentialKind,
    /// The environment variables that it is read from, one for each argument of the method.
    pub env: Vec<Text>,
    /// The OAuth flows by which the client can obtain its tokens.
    pub flows: OAuthFlows,
    /// The methods of the builder for these flows.
    pub grants: Vec<Grant>,
}

/// An OAuth 2.0 grant that the builder accepts for a [`Credential`].
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its method of the builder.
    pub method: FunctionName,
    /// The kind of grant.
    pub kind: GrantKind,
    /// The URL of its token endpoint.
    pub url: Text,
    /// The environment variables that it is read from; empty if it is not read from the
    /// environment.
    pub env: Vec<Text>,
}
