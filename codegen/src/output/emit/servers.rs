//! The enum `Server`: the base URLs of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, paragraphs};
use crate::rust::items::{ClientItems, ServerValue, ServerValues, ServerVariant, UrlPart};

/// Returns the enum of the document's servers.
pub(super) fn definition(client: &ClientItems) -> TokenStream {
    let variants = client.servers.iter().map(|server| {
        let url = server.url.code();
        let about = docs(&paragraphs(&[&server.docs, &url]));
        let name = &server.name;
        let fields = server.variables.iter().map(|variable| {
            let (about, name) = (docs(&variable.docs), &variable.name);
            let of_type = match &variable.default {
                ServerValue::Text(_) => quote!(String),
                ServerValue::Variant(of_type, _) => quote!(#of_type),
            };
            quote!(#about #name: #of_type,)
        });
        let fields = (!server.variables.is_empty()).then(|| quote!({ #(#fields)* }));
        quote!(#about #name #fields,)
    });
    quote! {
        /// Where the API is served.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants)*
            /// Another base URL, for all operations: a proxy, or a server on this machine.
            Custom(String),
        }
    }
}

/// Returns the enum of a variable's values.
pub(super) fn values(values: &ServerValues) -> TokenStream {
    let name = &values.name;
    let about = docs(&format!("A value of {} in the URL of a [`Server`].", values.wire.code()));
    let variants = values.variants.iter().map(|(variant, value)| {
        let default = (*variant == values.default).then(|| quote!(#[default]));
        let about = docs(&value.code());
        quote!(#about #default #variant,)
    });
    quote! {
        #about
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// Returns the method that returns each value as a string.
pub(super) fn texts(values: &ServerValues) -> TokenStream {
    let name = &values.name;
    let arms = values.variants.iter().map(|(variant, value)| {
        let value = value.literal();
        quote!(Self::#variant => #value,)
    });
    quote! {
        impl #name {
            /// The text in the URL.
            pub fn as_str(self) -> &'static str {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// Returns the methods for the URL of a server, and for the servers with the defaults of their
/// variables.
pub(super) fn methods(client: &ClientItems) -> TokenStream {
    let has_variables = client.servers.iter().any(|server| !server.variables.is_empty());
    let arms = client.servers.iter().map(|server| arm(server, has_variables));
    let defaults = with_variables(client).filter(|it| !is_of_trait(it)).map(defaults);
    let checked = checked(client);
    let (output, custom) = if has_variables {
        (quote!(std::borrow::Cow<'_, str>), quote!(url.into()))
    } else {
        (quote!(&str), quote!(url))
    };
    quote! {
        impl Server {
            #(#defaults)*

            /// The base URL.
            pub fn url(&self) -> #output {
                match self {
                    #(#arms)*
                    Self::Custom(url) => #custom,
                }
            }

            #checked
        }
    }
}

/// Returns the validation of values that a caller inserts into a URL.
fn checked(client: &ClientItems) -> Option<TokenStream> {
    let checks = client.servers.iter().filter(|it| has_text(it)).map(|server| {
        let name = &server.name;
        let texts = server.variables.iter().filter_map(|it| match &it.default {
            ServerValue::Text(default) => Some((&it.name, it.wire.literal(), default.literal())),
            ServerValue::Variant(..) => None,
        });
        let (fields, checks): (Vec<_>, Vec<_>) = texts
            .map(|(field, name, default)| {
                (field, quote!(check_variable(#name, #field, #default)?;))
            })
            .unzip();
        quote!(if let Self::#name { #(#fields,)* .. } = self { #(#checks)* })
    });
    has_texts(client).then(|| {
        quote! {
            fn checked_url(&self) -> Result<std::borrow::Cow<'_, str>, BuildError> {
                #(#checks)*
                Ok(self.url())
            }
        }
    })
}

/// Returns `true` if a variable may have any value.
pub(super) fn has_texts(client: &ClientItems) -> bool {
    client.servers.iter().any(has_text)
}

fn has_text(server: &ServerVariant) -> bool {
    server.variables.iter().any(|it| matches!(it.default, ServerValue::Text(_)))
}

/// Returns the arm for the servers of the document, if there are any.
pub(super) fn documented(client: &ClientItems) -> Option<TokenStream> {
    let call = match has_texts(client) {
        true => quote!(self.checked_server(documented.checked_url())),
        false => quote!(self.documented_server(documented.url())),
    };
    (!client.servers.is_empty()).then(|| quote!(documented => #call,))
}

/// Returns the implementation of `Default` for a server with this name: its constructor is the
/// method of the trait, which readers would expect.
pub(super) fn default(client: &ClientItems) -> Option<TokenStream> {
    let function = function(with_variables(client).find(|it| is_of_trait(it))?);
    Some(quote! {
        impl Default for Server {
            #function
        }
    })
}

fn with_variables(client: &ClientItems) -> impl Iterator<Item = &ServerVariant> {
    client.servers.iter().filter(|it| !it.variables.is_empty())
}

fn is_of_trait(server: &ServerVariant) -> bool {
    server.defaults.as_str() == "default"
}

fn arm(server: &ServerVariant, has_variables: bool) -> TokenStream {
    let (name, url) = (&server.name, server.url.literal());
    if server.variables.is_empty() {
        let url = if has_variables { quote!(#url.into()) } else { quote!(#url) };
        return quote!(Self::#name => #url,);
    }
    let used = server.template.iter().filter_map(|part| match part {
        UrlPart::Variable(name) => Some(name),
        UrlPart::Text(_) => None,
    });
    let mut used: Vec<_> = used.collect();
    used.sort();
    used.dedup();
    let parts = server.template.iter().map(|part| match part {
        UrlPart::Text(text) => {
            let text = text.literal();
            quote!(#text)
        }
        UrlPart::Variable(name) => quote!(#name.as_str()),
    });
    quote!(Self::#name { #(#used,)* .. } => [#(#parts),*].concat().into(),)
}

fn defaults(server: &ServerVariant) -> TokenStream {
    let about = docs(&format!("[`Server::{}`] with the defaults of its variables.", server.name));
    let function = function(server);
    quote!(#about pub #function)
}

fn function(server: &ServerVariant) -> TokenStream {
    let (name, function) = (&server.name, &server.defaults);
    let fields = server.variables.iter().map(|variable| {
        let name = &variable.name;
        match &variable.default {
            ServerValue::Text(text) => {
                let text = text.literal();
                quote!(#name: #text.to_owned())
            }
            ServerValue::Variant(of_type, variant) => quote!(#name: #of_type::#variant),
        }
    });
    quote! {
        fn #function() -> Self {
            Self::#name { #(#fields),* }
        }
    }
}
