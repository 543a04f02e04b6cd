//! Takes the API and its names and gives the crate: every Rust decision is made here. The type of
//! a property in `presence.rs`, of a schema in `type_ref.rs`, what is boxed in `boxing.rs`.

mod accept;
mod bodies;
mod boxing;
mod client;
mod depth;
mod docs;
mod examples;
mod files;
mod headers;
mod markdown;
mod media;
mod media_types;
mod notes;
mod operations;
mod package;
mod pagination;
mod parameters;
mod presence;
mod responses;
mod servers;
mod type_ref;
mod types;
mod webhooks;

use std::collections::BTreeSet;

use crate::config::Config;
use crate::ir::{Api, SchemaId};
use crate::names::Names;
use crate::rust::Crate;

/// Lowers the API.
pub fn lower(api: &Api, names: &Names, config: &Config) -> Crate {
    let lowering = Lowering {
        api,
        names,
        config,
        boxed: boxing::boxed_edges(api, names),
        newtypes: boxing::endless_aliases(api, names),
        files: files::files(api, names),
    };
    let types = types::modules(&lowering);
    Crate {
        recursion_limit: depth::recursion_limit(api, names, &lowering.boxed),
        package: package::package(api, config),
        client: client::client(&lowering),
        codecs: types::codecs(&types),
        types,
        headers: headers::headers(&lowering),
        operations: operations::modules(&lowering),
        components: types::components(&lowering),
        webhooks: webhooks::webhooks(&lowering),
    }
}

/// What every part of this stage reads.
struct Lowering<'a> {
    api: &'a Api,
    names: &'a Names,
    config: &'a Config,
    boxed: boxing::BoxedEdges,
    /// Components that would be type aliases of themselves.
    newtypes: BTreeSet<SchemaId>,
    /// Strings that are files.
    files: BTreeSet<SchemaId>,
}
