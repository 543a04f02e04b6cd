//! The crate to be written, in terms of Rust and with every decision made: items, fields and
//! signatures. `lower` builds it; `emit` and `pages` only print it.

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
    /// Whether any of its items is deprecated.
    pub has_deprecated: bool,
    /// The `recursion_limit` of the crate, if the compiler's default is too low.
    pub recursion_limit: Option<RecursionLimit>,
    /// The metadata in its `Cargo.toml` and on its first page.
    pub package: Package,
    /// The client: servers and credentials.
    pub client: ClientItems,
    /// The modules of `types`, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The modules of `codec`, sorted by name.
    pub codecs: Vec<CodecModule>,
    /// The header fields of responses, sorted by name.
    pub headers: Vec<Header>,
    /// The modules of `operations`, in the order of the document.
    pub operations: Vec<OperationModule>,
    /// A value of each named type with an example, in the order of the types.
    pub examples: Vec<TypeExample>,
    /// The type of each component schema, in the order of the document.
    pub components: Vec<Component>,
    /// The module `webhooks`, if the document has webhooks.
    pub webhooks: Option<Webhooks>,
    /// The Cargo features of its resources, if resources have features.
    pub features: Option<Features>,
}

/// The recursion depth that the compiler needs for nested types.
#[derive(Clone, Debug)]
pub struct RecursionLimit {
    /// The value of the attribute.
    pub limit: usize,
    /// The location of the most deeply nested type in the author's document.
    pub pointer: JsonPointer,
}

/// An example of a type.
#[derive(Clone, Debug)]
pub struct TypeExample {
    /// The name of the type.
    pub name: TypeName,
    /// A value of this type.
    pub value: Expression,
}

/// A component schema and its type.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name of the component.
    pub name: Text,
    /// The location in the author's document.
    pub pointer: JsonPointer,
    /// The type of its values, an `Option` if `null` is allowed.
    pub value: TypeRef,
    /// The direction of the type, if it is only for requests or only for responses.
    pub direction: Option<Direction>,
}

impl Crate {
    /// Returns the operation to show first: preferably one with a request body.
    pub fn first_operation(&self) -> Option<(&OperationModule, &Operation)> {
        let mut all = self
            .operations
            .iter()
            .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)));
        all.clone().find(|(_, operation)| operation.body.is_some()).or_else(|| all.next())
    }
}

/// The parts of the client that depend on the document.
#[derive(Clone, Debug)]
pub struct ClientItems {
    /// The servers; the first is the default.
    pub servers: Vec<ServerVariant>,
    /// The enums of the values of their variables.
    pub server_values: Vec<ServerValues>,
    /// The credentials that the builder accepts.
    pub credentials: Vec<Credential>,
    /// The alternatives of security schemes for requests to paths that aren't in the document.
    pub security: Vec<Vec<Text>>,
    /// The header field of idempotency keys, for all requests whose method isn't idempotent.
    pub idempotency_key: Option<Text>,
    /// The retry policy of operations without their own.
    pub retries: Option<Retries>,
    /// The locations of the API's error message in error responses, as JSON Pointers, tried before
    /// the default ones.
    pub messages: Vec<Text>,
    /// The environment variable that enables a log of requests, such as `POLAR_DEBUG`.
    pub debug: Text,
    /// The name of the variable for the client in examples, such as `polar`.
    pub variable: String,
}

/// A server of the document.
#[derive(Clone, Debug)]
pub struct ServerVariant {
    /// Its variant in `Server`.
    pub name: VariantName,
    /// Its base URL, with the defaults of its variables.
    pub url: Text,
    /// Whether that URL has a host; if not, the builder requires one.
    pub has_host: bool,
    /// Its documentation.
    pub docs: String,
    /// The function that returns it with the defaults of its variables.
    pub defaults: FunctionName,
    /// The parts of its URL.
    pub template: Vec<UrlPart>,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL.
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
    /// Its default value.
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

/// A value of a variable of a server's URL.
#[derive(Clone, Debug)]
pub enum ServerValue {
    /// A string.
    Text(Text),
    /// A variant of an enum.
    Variant(TypeName, VariantName),
}

/// An enum of the values of server variables.
#[derive(Clone, Debug)]
pub struct ServerValues {
    /// Its name.
    pub name: TypeName,
    /// The name of the variables in the document.
    pub wire: Text,
    /// The variants, each with its value.
    pub variants: Vec<(VariantName, Text)>,
    /// The default.
    pub default: VariantName,
}

/// A credential that the builder accepts, and calls of the operations that accept it.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The name of its method on both.
    pub method: FunctionName,
    /// Its type in `schemes`.
    pub scheme_type: TypeName,
    /// Its name in the document's security schemes.
    pub scheme: Text,
    /// Its documentation.
    pub docs: String,
    /// The kind of credential.
    pub kind: CredentialKind,
    /// The environment variables that it is read from, one per parameter of its method.
    pub env: Vec<Text>,
    /// The OAuth2 flows with which the client can obtain its tokens.
    pub flows: OAuthFlows,
    /// The methods of the builder for these flows.
    pub grants: Vec<Grant>,
}

/// An OAuth2 grant that the builder accepts for a [`Credential`].
#[derive(Clone, Debug)]
pub struct Grant {
    /// The name of its method on the builder.
    pub method: FunctionName,
    /// The kind of grant.
    pub kind: GrantKind,
    /// The URL of its token endpoint.
    pub url: Text,
    /// The environment variables that it is read from; empty if it isn't read from any.
    pub env: Vec<Text>,
}
