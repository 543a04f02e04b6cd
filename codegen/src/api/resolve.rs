//! Resolution: builds the [`ir`](crate::api::ir) from the openapiv3 model. It resolves `$ref`s,
//! merges `allOf` and classifies unions, independent of Rust.

mod bodies;
mod chains;
mod client_parameters;
mod conjunction;
mod constants;
mod directions;
mod enumeration;
mod facets;
mod family;
mod flows;
mod inheritance;
mod members;
mod named;
mod objects;
mod operations;
mod pagination;
mod parameters;
mod polling;
mod reach;
mod responses;
mod retries;
mod schemas;
mod security;
mod servers;
mod started;
mod strings;
mod tags;
mod unions;
mod webhooks;
mod width;

use std::collections::HashMap;

use openapiv3::{Components, OpenAPI, ReferenceOr};
use serde_json::Value;

use crate::api::extension;
use crate::api::ir::{About, Api, Schema, SchemaId, Tag};
use crate::config::Config;
use crate::document::diagnostic::Diagnostics;
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// Resolves the model. A schema that can't be resolved becomes [`Shape::Any`], with a diagnostic.
/// The rules of the configuration define the pagination and the polling of operations.
///
/// [`Shape::Any`]: crate::api::ir::Shape::Any
pub(crate) fn resolve(openapi: &OpenAPI, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let none = Components::default();
    let components = openapi.components.as_ref().unwrap_or(&none);
    let mut resolver = Resolver {
        components,
        schemas: Vec::new(),
        ids: HashMap::new(),
        bases: HashMap::new(),
        relations: family::Relations::of(components),
        started: HashMap::new(),
        terms_left: conjunction::MAX_TERMS,
        exhausted_at: None,
        diagnostics,
    };
    resolver.components();
    let operations = operations::resolve(openapi, &mut resolver);
    let client_parameters = resolver.client_parameters(openapi);
    let callbacks = webhooks::callbacks(openapi, &mut resolver);
    let webhooks = webhooks::webhooks(openapi, &mut resolver);
    let retries = resolver.retries(|key| openapi.extensions.get(key), &JsonPointer::root());
    resolver.report_exhaustion();
    let Resolver { schemas, diagnostics, .. } = resolver;
    let mut api = Api {
        info: about(openapi),
        servers: openapi.servers.iter().map(servers::server).collect(),
        tags: openapi.tags.iter().map(tag).collect(),
        schemas,
        operations,
        webhooks,
        callbacks,
        security_schemes: security::schemes(components),
        security: security::of_document(openapi),
        client_parameters: Vec::new(),
        retries,
    };
    api.client_parameters =
        client_parameters::apply(client_parameters, &mut api.operations, diagnostics);
    security::report_clashes(&api, diagnostics);
    chains::check(&api.schemas, diagnostics);
    width::open(&mut api.schemas, diagnostics);
    strings::merge(&mut api);
    directions::split(&mut api);
    unions::classify(&mut api, diagnostics);
    constants::mark(&mut api);
    unions::resolve_tags(&mut api);
    pagination::apply_rules(&mut api, &config.pagination, diagnostics);
    polling::apply_rules(&mut api, &config.polling);
    api
}

/// The shared state of the resolution.
struct Resolver<'a, 'd> {
    components: &'a Components,
    schemas: Vec<Schema>,
    /// The ids of the resolved components, by key.
    ids: HashMap<&'a str, SchemaId>,
    /// The schemas of parents without their children, by component key.
    bases: HashMap<&'a str, SchemaId>,
    /// The `allOf` relations between components.
    relations: family::Relations<'a>,
    /// The inline schemas that are being resolved, by the terms that they are a conjunction of.
    started: HashMap<Vec<conjunction::TermKey<'a>>, started::State>,
    /// The number of `allOf` members that may still be merged.
    terms_left: usize,
    /// The location of the schema at which there were none left.
    exhausted_at: Option<JsonPointer>,
    diagnostics: &'d mut Diagnostics,
}

fn about(openapi: &OpenAPI) -> About {
    let summary = openapi.info.extensions.get(extension::SUMMARY).and_then(Value::as_str);
    About {
        title: Text::from(&openapi.info.title),
        version: Text::from(&openapi.info.version),
        summary: summary.map(Text::from),
        description: openapi.info.description.as_deref().map(Text::from),
    }
}

fn tag(tag: &openapiv3::Tag) -> Tag {
    Tag { name: Text::from(&tag.name), description: tag.description.as_deref().map(Text::from) }
}

/// Returns the JSON Pointer in the author's document that `desugar` stamped on an object.
fn stamp<'m>(mut extensions: impl Iterator<Item = (&'m String, &'m Value)>) -> Option<JsonPointer> {
    let stamped = extensions.find(|(key, _)| *key == extension::POINTER)?.1;
    JsonPointer::parse(stamped.as_str()?)
}

/// Returns the key of the component that a `$ref` refers to, such as `Address`.
fn component_key<'r>(reference: &'r str, section: &str) -> Option<std::borrow::Cow<'r, str>> {
    let token =
        reference.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
    Some(if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    })
}

/// Follows a `$ref` to something other than a schema. Returns `None` if it is dangling or a cycle.
fn follow<'a, T>(
    mut reference: &'a ReferenceOr<T>,
    section: &str,
    find: impl Fn(&str) -> Option<&'a ReferenceOr<T>>,
) -> Option<&'a T> {
    const MAX_CHAIN_LEN: usize = 100;
    for _ in 0..MAX_CHAIN_LEN {
        match reference {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference: next } => {
                reference = find(&component_key(next, section)?)?;
            }
        }
    }
    None
}
