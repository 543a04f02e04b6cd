//! `client.rs`: the servers and credentials of the document, for the runtime's client and builder.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::type_ref::{Imports, Scope, argument_word, type_tokens, use_list};
use super::types::field_docs;
use super::{
    alternatives, docs, grants, operations, paragraphs, row, runtime, rust, servers, text,
};
use crate::document::credential::{CredentialKind, Sensitivity};
use crate::document::text::{Text, inline_code};
use crate::output::source::{Item, Line, Listing, SourceFile, Tokens};
use crate::rust::items::{ClientItems, Credential};

pub(super) fn file(client: &ClientItems) -> SourceFile {
    let mut items =
        vec![imports(client), api(client), servers::definition(client), servers::methods(client)];
    items.extend(servers::default(client));
    items.extend(
        client.server_values.iter().flat_map(|it| [servers::values(it), servers::texts(it)]),
    );
    items.extend([constructors(client), builder(client), call(client)]);
    let mut items: Vec<Item> = items.into_iter().map(rust).collect();
    if !client.credentials.is_empty() {
        items.push(Item::Listing(credentials(client)));
    }
    items.extend(grants::listing(client).map(Item::Listing));
    if !client.parameters.is_empty() {
        items.push(Item::Listing(parameters(client)));
    }
    SourceFile {
        path: "src/client.rs".to_owned(),
        docs: text("The servers and credentials of the API."),
        attributes: Vec::new(),
        items,
    }
}

fn imports(client: &ClientItems) -> TokenStream {
    let mut names = vec!["Api", "BuildError", "Call", "Client", "ClientBuilder", "Operation"];
    if client.retries.is_some() {
        names.push("RetryPolicy");
    }
    if servers::has_texts(client) {
        names.push("check_variable");
    }
    if !client.credentials.is_empty() {
        names.extend(["Scheme", "SchemeKind", "SecretSource", "credentials"]);
    }
    names.extend(grants::imports(client));
    let mut used = Imports::default();
    client.parameters.iter().for_each(|it| used.add(&it.value));
    if !client.parameters.is_empty() {
        names.push("client_parameters");
    }
    names.sort_unstable();
    let runtime = use_list(&quote!(crate::runtime), names.into_iter());
    let [map, json, types] = used.declarations();
    quote!(#map #json #runtime #types)
}

fn api(client: &ClientItems) -> TokenStream {
    let base_url = client.servers.first().map(|server| server.url.literal());
    let base_url = base_url.unwrap_or_else(|| Literal::string(""));
    let debug = client.debug.literal();
    let schemes = client.credentials.iter().map(scheme);
    let security = alternatives(&client.security);
    let key = match &client.idempotency_key {
        Some(name) => {
            let name = name.literal();
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    let retry = client.retries.map_or_else(
        || quote!(None),
        |it| {
            let policy = operations::policy(it);
            quote!(Some(RetryPolicy::documented(#(#policy),*)))
        },
    );
    let messages = client.messages.iter().map(Text::literal);
    quote! {
        static API: Api = Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            debug: #debug,
            base_url: #base_url,
            schemes: &[#(#schemes),*],
            security: &[#(&#security),*],
            idempotency_key: #key,
            messages: &[#(#messages),*],
            retry: #retry,
        };
    }
}

fn scheme(credential: &Credential) -> TokenStream {
    let name = credential.scheme.literal();
    let setter = Literal::string(credential.method.as_str());
    let env = credential.env.iter().map(Text::literal);
    let kind = match &credential.kind {
        CredentialKind::Http(scheme) => {
            let variant = runtime::http_scheme(*scheme);
            quote!(SchemeKind::#variant)
        }
        CredentialKind::Verbatim(scheme) => with_name("Http", scheme),
        CredentialKind::Header(name) => with_name("ApiKeyHeader", name),
        CredentialKind::Query(name) => with_name("ApiKeyQuery", name),
        CredentialKind::Cookie(name) => with_name("ApiKeyCookie", name),
    };
    let oauth = grants::table(credential);
    quote!(Scheme { name: #name, kind: #kind, setter: #setter, env: &[#(#env),*], oauth: #oauth })
}

fn with_name(kind: &str, name: &Text) -> TokenStream {
    let kind = Ident::new(kind, Span::call_site());
    let name = name.literal();
    quote!(SchemeKind::#kind(#name))
}

fn constructors(client: &ClientItems) -> TokenStream {
    let variables = client.credentials.iter().flat_map(|it| {
        it.env.iter().chain(it.grants.iter().flat_map(|grant| &grant.env)).map(Text::code)
    });
    let variables: Vec<String> = variables.collect();
    let from_env = docs(&match &variables[..] {
        [] => "Returns a client with the default settings.".to_owned(),
        names => format!("Returns a client with the credentials in {}.", listed(names)),
    });
    quote! {
        impl Client {
            /// Returns a builder for a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }

            #from_env
            ///
            /// # Errors
            ///
            /// A [`BuildError`] if no credential is set, if one can't be sent in a header, or
            /// if TLS can't be set up.
            pub fn from_env() -> Result<Self, BuildError> {
                Self::builder().credentials_from_env().build()
            }
        }
    }
}

/// Joins names for a sentence.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn builder(client: &ClientItems) -> TokenStream {
    let documented = servers::documented(client);
    quote! {
        impl ClientBuilder {
            /// Sends requests to this server.
            #[must_use]
            pub fn server(self, server: Server) -> Self {
                match server {
                    Server::Custom(url) => self.base_url(url),
                    #documented
                }
            }
        }
    }
}

/// Returns the method that sets the server of a single call.
fn call(client: &ClientItems) -> TokenStream {
    let documented = servers::documented(client);
    quote! {
        impl<Op: Operation> Call<Op> {
            /// Sends the request to this server, instead of the client's.
            pub fn server(self, server: Server) -> Self {
                match server {
                    Server::Custom(url) => self.base_url(url),
                    #documented
                }
            }
        }
    }
}

/// Returns the credentials, with their methods.
fn credentials(client: &ClientItems) -> Listing {
    let lines = client.credentials.iter().flat_map(credential).collect();
    Listing { name: "credentials", lines }
}

/// Returns the parameters of the client, with their methods.
fn parameters(client: &ClientItems) -> Listing {
    let rows = client.parameters.iter().flat_map(|it| {
        let value = type_tokens(&it.value, Scope::Crate);
        let word = argument_word(it.value.accepted(false)).map(|word| quote!((#word)));
        let method = &it.method;
        let sets = format!(
            "Sets the parameter {} of all operations that have it. A call can set it as well.",
            it.wire.code()
        );
        let docs = paragraphs(&[&sets, &field_docs(&it.docs)]);
        [Line::Docs(docs), row(quote!(#method #word: #value,))]
    });
    Listing { name: "client_parameters", lines: rows.collect() }
}

fn credential(credential: &Credential) -> [Line; 2] {
    let sends = match &credential.kind {
        CredentialKind::Http(scheme) => format!("Sent as `authorization: {}`.", scheme.name()),
        CredentialKind::Verbatim(scheme) => {
            format!(
                "Sent unencoded after {}.",
                inline_code(&format!("authorization: {}", scheme.line()))
            )
        }
        CredentialKind::Header(name) => format!("Sent in the header {}.", name.code()),
        CredentialKind::Query(name) => format!("Sent as the query parameter {}.", name.code()),
        CredentialKind::Cookie(name) => format!("Sent in the cookie {}.", name.code()),
    };
    let (method, scheme) = (&credential.method, &credential.scheme_type);
    let (name, constructor) = (credential.scheme.literal(), runtime::credential(&credential.kind));
    let arguments = credential.kind.arguments().iter().map(|it| {
        let argument = Ident::new(it.name, Span::call_site());
        match it.secrecy {
            Sensitivity::Public => quote!(#argument: String),
            Sensitivity::Secret => quote!(#argument: SecretSource),
        }
    });
    let function = Line::Function {
        head: quote!(#method).into(),
        arguments: arguments.map(Tokens::from).collect(),
        tail: quote!(=> #scheme, #constructor #name;).into(),
    };
    [Line::Docs(paragraphs(&[&credential.docs, &sends])), function]
}
