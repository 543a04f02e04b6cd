//! Lowers the API and its names to the crate: every decision about Rust is made here. `presence.rs`
//! chooses the type of a property, `type_ref.rs` the type of a schema, and `boxing.rs` decides what
//! is boxed.

mod accessors;
mod bodies;
mod boxing;
mod client;
mod content;
mod depth;
mod derives;
mod docs;
mod examples;
mod features;
mod files;
mod headers;
mod markdown;
mod notes;
mod operations;
mod package;
mod pagination;
mod parameters;
mod presence;
mod responses;
mod route;
mod servers;
mod tuples;
mod type_ref;
mod types;
mod webhooks;

use std::collections::BTreeSet;

use crate::api::ir::{Api, SchemaId, Shape};
use crate::config::{Config, UsedEntries};
use crate::rust::items::{Crate, OperationModule, TypeKind, TypeModule, TypeRef};
use crate::rust::names::Names;

/// The crate, and the type of each schema.
#[derive(Clone, Debug)]
pub(crate) struct Lowered {
    /// The crate.
    pub krate: Crate,
    /// The type of each schema's values, without `Option` for `null`, by the index of its
    /// [`SchemaId`].
    pub values: Vec<TypeRef>,
}

/// Lowers the API to the crate.
pub(crate) fn lower(api: &Api, names: &Names, config: &Config) -> Lowered {
    let lowering = Lowering {
        api,
        names,
        config,
        boxed: boxing::boxed_edges(api, names),
        newtypes: boxing::endless_aliases(api, names),
        files: files::files(api, names),
        sizes: examples::Sizes::of(api, names),
    };
    let types = types::modules(&lowering);
    let operations = operations::modules(&lowering);
    let values = api.schema_ids().map(|id| lowering.value_type(id).without_aliases()).collect();
    let headers = headers::headers(&lowering);
    let webhooks = webhooks::webhooks(&lowering);
    let features = features::features(&lowering, &types, &operations, &headers, webhooks.as_ref());
    let krate = Crate {
        has_deprecated: has_deprecated(&types, &operations),
        recursion_limit: depth::recursion_limit(api, names, &lowering.boxed),
        package: package::package(api, config),
        client: client::client(&lowering),
        codecs: types::codecs(&types),
        examples: examples::of_types(&types),
        types,
        headers,
        operations,
        components: types::components(&lowering),
        webhooks,
        features,
    };
    Lowered { krate, values }
}

/// Whether the crate has deprecated items, which its own code uses.
fn has_deprecated(types: &[TypeModule], operations: &[OperationModule]) -> bool {
    let mut types = types.iter().flat_map(|module| &module.items);
    let mut operations = operations.iter().flat_map(|module| &module.operations);
    types.any(|item| {
        let has_field = |of: &TypeKind| match of {
            TypeKind::Struct(it) => it.fields.iter().any(|field| field.deprecated),
            _ => false,
        };
        item.deprecated || has_field(&item.kind)
    }) || operations.any(|it| it.deprecated || it.parameters.iter().any(|it| it.deprecated))
}

/// Adds the names, sensitive properties and formats of the configuration that the API uses, so that
/// unused entries can be reported.
pub(crate) fn add_used(api: &Api, names: &Names, config: &Config, used: &mut UsedEntries) {
    used.names.extend(names.used.iter().cloned());
    used.resources.extend(names.renamed_resources.iter().cloned());
    let pagination = api.operations.iter().filter_map(|it| it.pagination.as_ref()?.rule);
    used.pagination.extend(pagination);
    let polling = api.operations.iter().filter_map(|it| Some(it.polling.as_ref()?.rule));
    used.polling.extend(polling);
    for schema in &api.schemas {
        match &schema.shape {
            Shape::Object(object) => {
                let is_used = |name: &&String| object.properties.iter().any(|it| it.name == **name);
                used.sensitive.extend(config.sensitive.iter().filter(is_used).cloned());
            }
            Shape::String(Some(format))
            | Shape::Integer(Some(format))
            | Shape::Number(Some(format)) => {
                let own = config.formats.keys().find(|it| *format == **it);
                used.formats.extend(own.cloned());
            }
            _ => {}
        }
    }
}

/// The inputs that all modules of this stage share.
struct Lowering<'a> {
    api: &'a Api,
    names: &'a Names,
    config: &'a Config,
    boxed: boxing::BoxedEdges,
    /// The components that would be type aliases of themselves.
    newtypes: BTreeSet<SchemaId>,
    /// The string schemas that are files.
    files: BTreeSet<SchemaId>,
    /// The minimum sizes of values, for examples.
    sizes: examples::Sizes,
}
