//! `lib.rs`: the front page of the crate, and its exports.

use proc_macro2::Literal;
use quote::quote;

use super::{exports, gate, rust, sample};
use crate::output::source::{Block, Item, SourceFile, Tokens};
use crate::rust::items::Crate;
use crate::rust::manifest::{self, Default};

pub(super) fn file(krate: &Crate) -> SourceFile {
    let deprecated = krate.has_deprecated.then(|| {
        quote! {
            #![allow(deprecated, reason = "deprecated parts of the API are still part of it")]
        }
    });
    let mut attributes = vec![quote!(#![forbid(unsafe_code)])];
    // Badges for features on docs.rs, which builds with an unstable compiler.
    attributes.push(quote!(#![cfg_attr(docsrs, feature(doc_cfg))]));
    attributes.extend(deprecated);
    attributes.extend(krate.recursion_limit.as_ref().map(|it| {
        let limit = Literal::string(&it.limit.to_string());
        quote!(#![recursion_limit = #limit])
    }));
    let all = krate.features.as_ref().map(|it| Literal::string(&it.all));
    attributes.extend(all.as_ref().map(|all| {
        quote! {
            #![cfg_attr(
                not(feature = #all),
                allow(
                    rustdoc::broken_intra_doc_links,
                    reason = "some lead to items of features that are off"
                )
            )]
        }
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
        let gate = gate::attribute(&krate.webhooks_gate());
        quote! {
            #gate
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
        mod runtime;
    };
    // rustdoc shows the methods of a type in the order of the modules: on the page of `Call`, the
    // methods of all calls are before the methods of single operations.
    let api = quote! {
        #[rustfmt::skip]
        pub mod operations;
        #[rustfmt::skip]
        pub mod types;
        #webhooks
    };
    // The examples use all resources, and open files.
    let all = all.map(|all| quote!(, feature = #all));
    let when = quote!(all(doctest, feature = "tokio" #all));
    let doctests = quote! {
        #[cfg(#when)]
        #[rustfmt::skip]
        mod doctests;
    };
    let crates = quote!(
        #[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
        pub use reqwest;
        pub use {bytes, http, jiff, serde_json, tower_layer, tower_service, uuid};
    );
    let mut items: Vec<Item> = [modules, api, doctests].map(rust).into();
    items.extend(exports::exports(krate));
    items.push(rust(crates));
    SourceFile {
        path: "src/lib.rs".to_owned(),
        docs: front_page(krate),
        attributes: attributes.into_iter().map(Tokens::from).collect(),
        items,
    }
}

fn front_page(krate: &Crate) -> Vec<Block> {
    let package = &krate.package;
    let title = format!("A client for {}, version {}.", package.api(), package.api_version);
    let example = krate.first_operation();
    let example = example.map(|(module, operation)| sample::call(krate, module, operation));
    let credentials = match krate.client.credentials[..] {
        [] => "",
        _ => ", which [`Client::from_env`] reads from the environment",
    };
    let webhooks = match krate.webhooks {
        Some(_) => "\n- [`webhooks`]: events that the API sends",
        None => "",
    };
    let layout = format!(
        "- [`Client`]: servers, limits, and credentials{credentials}\n\
         - [`operations`]: the operations, and [`Call`]: the options of a call\n\
         - [`types`]: the types of requests and responses\n\
         - [`Error`]: the errors of all operations{webhooks}"
    );
    let mut blocks = vec![Block::Text(title)];
    blocks.extend(example.map(Block::Program));
    blocks.push(Block::Text(layout));
    if !package.description.trim().is_empty() {
        blocks.push(Block::Text(package.description.clone()));
    }
    blocks.push(Block::Text(features(krate)));
    blocks
}

/// Returns the list of the Cargo features.
fn features(krate: &Crate) -> String {
    let list = manifest::features().map(|it| {
        let default = match it.default {
            Default::No => String::new(),
            Default::Yes => " (default)".to_owned(),
            Default::With(other) => format!(" (with `{other}`)"),
        };
        format!("- `{}`{default}: {}\n", it.name, it.about)
    });
    let resources = krate.features.as_ref().map(|it| {
        format!("- `{}` (default): All resources, each of which is a feature as well.\n", it.all)
    });
    let list: String = list.chain(resources).collect();
    format!("# Cargo features\n\n{}", list.trim_end())
}
