//! OAuth2 grants in `client.rs`: the table of a security scheme, and the methods of the builder.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::document::credential::{GrantKind, Sensitivity};
use crate::document::text::Text;
use crate::output::source::{Line, Listing, Tokens};
use crate::rust::items::{ClientItems, Credential, Grant};

/// Returns the names of the runtime that the grants of a client need.
pub(super) fn imports(client: &ClientItems) -> &'static [&'static str] {
    if has_any(client) { &["OAuth", "Secret", "grants"] } else { &[] }
}

fn has_any(client: &ClientItems) -> bool {
    client.credentials.iter().any(|it| !it.grants.is_empty())
}

/// Returns the value of `Scheme::oauth`.
pub(super) fn table(credential: &Credential) -> TokenStream {
    if credential.grants.is_empty() {
        return quote!(None);
    }
    let flows = &credential.flows;
    let [client_credentials, refresh_token] =
        GrantKind::ALL.map(|kind| option(flows.url(kind).map(Text::literal)));
    let scopes = flows.scopes.iter().map(Text::literal);
    let env = credential.grants.iter().flat_map(|it| &it.env).map(Text::literal);
    quote! {
        Some(&OAuth {
            client_credentials: #client_credentials,
            refresh_token: #refresh_token,
            scopes: &[#(#scopes),*],
            env: &[#(#env),*],
        })
    }
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// Returns the methods of the builder; `None` without grants.
pub(super) fn listing(client: &ClientItems) -> Option<Listing> {
    let all = client.credentials.iter();
    let all = all.flat_map(|credential| credential.grants.iter().map(move |it| (credential, it)));
    let lines = all.flat_map(|(credential, it)| rows(credential, it)).collect();
    has_any(client).then_some(Listing { name: "grants", lines })
}

fn rows(credential: &Credential, grant: &Grant) -> [Line; 2] {
    let by = match grant.kind {
        GrantKind::ClientCredentials => "client credentials (RFC 6749, section 4.4)",
        GrantKind::RefreshToken => "a refresh token (RFC 6749, section 6)",
    };
    let (setter, url) = (&credential.method, grant.url.code());
    let kind = grant.kind.name();
    let docs = format!(
        "Obtains the tokens of `{setter}` by {by}, from {url}.\n\n\
         `{setter}(..)` takes an [`OAuthGrant::{kind}`](crate::OAuthGrant::{kind}) with options."
    );
    let arguments = grant.kind.arguments().iter().map(|it| {
        let name = Ident::new(it.name, Span::call_site());
        match it.secrecy {
            Sensitivity::Public => quote!(#name: String),
            Sensitivity::Secret => quote!(#name: Secret),
        }
    });
    let (method, scheme) = (&grant.method, credential.scheme.literal());
    let kind = Ident::new(kind, Span::call_site());
    let function = Line::Function {
        head: quote!(#method).into(),
        arguments: arguments.map(Tokens::from).collect(),
        tail: quote!(=> #kind #scheme;).into(),
    };
    [Line::Docs(docs), function]
}
