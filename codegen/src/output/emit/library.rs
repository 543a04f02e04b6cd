//! `lib.rs`: the crate's front page and what it exports.

use proc_macro2::Literal;
use quote::quote;

use super::{rust, sample};
use crate::output::source::{Block, SourceFile, Tokens};
use crate::rust::items::Crate;

pub(super) fn file(krate: &Crate) -> SourceFile {
    let deprecated = krate.has_deprecated.then(|| {
        quote! {
            #![allow(deprecated, reason = "deprecated parts of the API are still part of it")]
        }
    });
    let mut attributes = vec![quote!(#![forbid(unsafe_code)])];
    attributes.extend(deprecated);
    attributes.extend(krate.recursion_limit.as_ref().map(|it| {
        let limit = Literal::string(&it.limit.to_string());
        quote!(#![recursion_limit = #limit])
    }));
    let headers = (!krate.headers.is_empty()).then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod headers;
        }
    });
    let examples = (!krate.examples.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "testing")]
            #[rustfmt::skip]
            mod examples;
        }
    });
    let webhooks = krate.webhooks.as_ref().map(|_| {
        quote! {
            #[rustfmt::skip]
            pub mod webhooks;
        }
    });
    let modules = quote! {
        #[rustfmt::skip]
        mod client;
        #[rustfmt::skip]
        mod codec;
        #examples
        #headers
        #[rustfmt::skip]
        pub mod operations;
        #[rustfmt::skip]
        mod runtime;
        #[rustfmt::skip]
        pub mod types;
        #webhooks
    };
    let verification = krate.webhooks.is_none().then(|| {
        quote! {
            #[cfg(feature = "webhooks")]
            pub use runtime::webhooks;
        }
    });
    let values: Vec<_> = krate.client.server_values.iter().map(|it| &it.name).collect();
    let client = match (&krate.client.credentials[..], &values[..]) {
        ([], []) => quote!(
            pub use client::Server;
        ),
        ([], values) => quote!(
            pub use client::{Server, #(#values),*};
        ),
        (_, values) => quote!(
            pub use client::{Server, #(#values,)* schemes};
        ),
    };
    let exports = quote! {
        #client
        #[cfg(feature = "blocking")]
        pub use runtime::Blocking;
        pub use runtime::json;
        pub use runtime::json::{Additional, RestItems};
        pub use runtime::json::{Base64, Base64Url, UnixTime};
        pub use runtime::json::{DecodeError, Extra, Maybe, RawJson};
        pub use runtime::representation;
        #[cfg(feature = "testing")]
        pub use runtime::testing;
        #verification
        pub use runtime::{Accepts, AnyRequest};
        pub use runtime::{AnyApiError, ApiError, DocumentedError, Error, Target};
        pub use runtime::{As, ByteStream, Event, EventSource, EventStream, JsonLines};
        pub use runtime::{Body, BoxError, TransportError};
        pub use runtime::{BuildError, Call, Client, ClientBuilder, Credential};
        pub use runtime::{DebugLog, Logged};
        pub use runtime::{FieldEncoding, File, Progress};
        pub use runtime::{Header, IncomingResponse, Response, WithResponse};
        pub use runtime::{HttpService, ResponseBody, Route, Sending};
        pub use runtime::{InvalidBody, InvalidRequest, UndocumentedStatus};
        pub use runtime::{Items, Pages, Paginated};
        pub use runtime::{NotDone, NotDoneReason, Polled, Polling};
        pub use runtime::{OAuthGrant, TokenError};
        pub use runtime::{Operation, RawResponse, RequestBuilder, Style};
        pub use runtime::{ResponseHead, Timeout, TimeoutLimit, TimeoutPhase};
        pub use runtime::{RetryBudget, RetryPolicy, Sleep, Timer};
        pub use runtime::{Secret, SecretProvider, SecretSource};
    };
    let doctests = quote! {
        #[cfg(doctest)]
        #[rustfmt::skip]
        mod doctests;
    };
    let crates = quote!(
        #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
        pub use reqwest;
        pub use {bytes, http, jiff, serde_json, tower_layer, tower_service, uuid};
    );
    SourceFile {
        path: "src/lib.rs".to_owned(),
        docs: front_page(krate),
        attributes: attributes.into_iter().map(Tokens::from).collect(),
        items: [modules, doctests, exports, crates].map(rust).into(),
    }
}

fn front_page(krate: &Crate) -> Vec<Block> {
    let package = &krate.package;
    let title = format!("A client of the {}, version {}.", package.title, package.api_version);
    let example = krate.first_operation();
    let example = example.map(|(module, operation)| sample::call(krate, module, operation));
    let webhooks = match krate.webhooks {
        Some(_) => "\n- [`webhooks`]: what the API sends on its own account",
        None => "",
    };
    let layout = format!(
        "- [`Client`]: servers, credentials, limits\n\
         - [`operations`]: what can be called, and [`Call`]: options of one call\n\
         - [`types`]: what is sent and received\n\
         - [`Error`]: everything that can go wrong{webhooks}"
    );
    let mut blocks = vec![Block::Text(title)];
    blocks.extend(example.map(Block::Program));
    blocks.push(Block::Text(layout));
    if !package.description.trim().is_empty() {
        blocks.push(Block::Text(package.description.clone()));
    }
    blocks
}
