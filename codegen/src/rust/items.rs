//! The crate that will be written, in Rust's own words and with every decision made: items, fields
//! and signatures. `lower` builds it; `emit` and `pages` only print it.

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
    /// Whether something of it is deprecated.
    pub has_deprecated: bool,
    /// The `recursion_limit` of the crate, where the usual one is too low.
    pub recursion_limit: Option<RecursionLimit>,
    /// What its `Cargo.toml` and its first page say.
    pub package: Package,
    /// The client: servers and credentials.
    pub client: ClientItems,
    /// The modules of `types`, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The modules of `codec`, in the order of their names.
    pub codecs: Vec<CodecModule>,
    /// The header fields of responses, in the order of their names.
    pub headers: Vec<Header>,
    /// The modules of `operations`, in the order of the document.
    pub operations: Vec<OperationModule>,
    /// A value of each type that has an example and a name of its own, in the order of the types.
    pub examples: Vec<TypeExample>,
    /// What each component schema became, in the order of the document.
    pub components: Vec<Component>,
    /// The module `webhooks`, where the document has some.
    pub webhooks: Option<Webhooks>,
    /// The features of its resources, where they are compiled one by one.
    pub features: Option<Features>,
}

/// How deep the compiler has to look into types that hold one another.
#[derive(Clone, Debug)]
pub struct RecursionLimit {
    /// The value of the attribute.
    pub limit: usize,
    /// Where the deepest type stands in the author's document.
    pub pointer: JsonPointer,
}

/// An example of a type.
#[derive(Clone, Debug)]
pub struct TypeExample {
    /// The name of the type.
    pub name: TypeName,
    /// A value of it.
    pub value: Expression,
}

/// What a component schema became.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name of the component.
    pub name: Text,
    /// Where it stands in the author's document.
    pub pointer: JsonPointer,
    /// The type of its values, with `Option` where `null` is one.
    pub value: TypeRef,
    /// The only direction that the type is for, where the other one has another type or none.
    pub direction: Option<Direction>,
}

impl Crate {
    /// All operations, in the order of the document's resources.
    pub fn all_operations(&self) -> impl Iterator<Item = (&OperationModule, &Operation)> {
        self.operations
            .iter()
            .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)))
    }

    /// The credential to show first: the one that most operations accept.
    pub fn main_credential(&self) -> Option<&Credential> {
        let accepted = |credential: &&Credential| {
            let operations = self.all_operations();
            operations.filter(|(_, operation)| operation.accepts_scheme(credential)).count()
        };
        self.client.credentials.iter().min_by_key(|it| Reverse(accepted(it)))
    }

    /// The operation to show first: one with a body that accepts the main credential, where there is one.
    pub fn first_operation(&self) -> Option<(&OperationModule, &Operation)> {
        let credential = self.main_credential();
        self.all_operations().min_by_key(|(_, operation)| {
            let is_accepted = credential.is_none_or(|it| operation.accepts_scheme(it));
            Reverse((!operation.deprecated, operation.body.is_some(), is_accepted))
        })
    }
}

/// The parts of the client that the document decides.
#[derive(Clone, Debug)]
pub struct ClientItems {
    /// The servers; the first is the default.
    pub servers: Vec<ServerVariant>,
    /// The types of their variables.
    pub server_values: Vec<ServerValues>,
    /// The credentials that the builder takes.
    pub credentials: Vec<Credential>,
    /// The alternatives of security schemes for routes that the document lacks.
    pub security: Vec<Vec<Text>>,
    /// The header field of the idempotency keys of all requests that are not idempotent.
    pub idempotency_key: Option<Text>,
    /// When requests are sent again, of operations that say nothing.
    pub retries: Option<Retries>,
    /// Where answers have the API's message, as JSON pointers, before the usual places.
    pub messages: Vec<Text>,
    /// The environment variable that asks for a log of requests, such as `POLAR_DEBUG`.
    pub debug: Text,
    /// The name of a variable in examples that holds the client, such as `polar`.
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
    /// The function that gives it with the defaults of its variables.
    pub defaults: FunctionName,
    /// The parts of its URL.
    pub template: Vec<UrlPart>,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL.
#[derive(Clone, Debug)]
pub enum UrlPart {
    /// Text as it is.
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
    /// Its value where none is given.
    pub default: ServerValue,
    /// Its documentation.
    pub docs: String,
}

impl ServerVariable {
    /// The Rust type of its field.
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
    /// Any text.
    Text(Text),
    /// A variant of a type.
    Variant(TypeName, VariantName),
}

/// The values of variables of servers, as an enum.
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

/// A credential that the builder takes, and the calls whose operation accepts it.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its method on both.
    pub method: FunctionName,
    /// Its type in `schemes`.
    pub scheme_type: TypeName,
    /// Its name in the document's security schemes.
    pub scheme: Text,
    /// Its documentation.
    pub docs: String,
    /// What it sends.
    pub kind: CredentialKind,
    /// The environment variables that it is read from, one for each argument of its method.
    pub env: Vec<Text>,
    /// The flows by which the client can obtain its tokens.
    pub flows: OAuthFlows,
    /// The methods of the builder for these flows.
    pub grants: Vec<Grant>,
}

/// A grant of OAuth2 that the builder takes for a [`Credential`].
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its method of the builder.
    pub method: FunctionName,
    /// What it is.
    pub kind: GrantKind,
    /// The URL of its token endpoint.
    pub url: Text,
    /// The environment variables that it is read from; none of one that is not.
    pub env: Vec<Text>,
}
