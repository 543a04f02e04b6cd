//! The Cargo features of resources, and the features that each type needs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Lowering;
use crate::rust::items::{
    Features, Gate, Header, OperationModule, TypeModule, TypeRef, Webhooks, mentioned,
};
use crate::rust::manifest;
use crate::rust::names::TypeName;

/// The maximum number of resources for which no features are generated, unless the configuration
/// requests them.
const MAX_UNSPLIT_RESOURCES: usize = 10;

/// The maximum number of features that registries accept for a package, less those that every
/// client has. With more resources, no features are generated unless the configuration requests
/// them.
const MAX_FEATURES: usize = 250;

/// The maximum number of features in the `cfg` condition of a type. A type that needs more is
/// always compiled: that costs little compared to a long condition.
const MAX_CONDITION_FEATURES: usize = 8;

/// The feature that turns on the features of all resources.
const ALL: &str = "all";

/// The feature of the runtime for webhooks, which needs their types.
const WEBHOOKS: &str = "webhooks";

/// The suffix of a resource's feature if its plain name is already taken by another feature.
const SUFFIX: &str = "-operations";

/// Returns the features of resources, if the crate has them.
pub(super) fn features(
    lowering: &Lowering<'_>,
    types: &[TypeModule],
    operations: &[OperationModule],
    headers: &[Header],
    webhooks: Option<&Webhooks>,
) -> Option<Features> {
    let resources = operations.len();
    let usually = resources > MAX_UNSPLIT_RESOURCES && resources <= MAX_FEATURES;
    if !lowering.config.per_resource.unwrap_or(usually) {
        return None;
    }
    let names = names(operations);
    let graph = Graph::of(types);
    let mut needed: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); types.len()];
    for (module, name) in operations.iter().zip(&names) {
        let own = module.operations.iter().flat_map(|it| it.mentions().types());
        let callbacks = lowering.callbacks(module).flat_map(|value| mentioned(&value));
        for position in graph.reached(own.chain(callbacks)) {
            needed[position].insert(name);
        }
    }
    let event = webhooks.map(|it| it.event.clone());
    for position in graph.reached(event) {
        needed[position].insert(WEBHOOKS);
    }
    let on_client = lowering.api.client_parameters.iter().map(|it| lowering.value_type(it.schema));
    let of_all = headers.iter().map(|it| it.value.clone()).chain(on_client);
    let shared: BTreeSet<usize> = graph.reached(of_all.flat_map(|it| mentioned(&it))).collect();
    let gates = needed.iter().enumerate().map(|(position, features)| {
        if shared.contains(&position) { Gate::Open } else { gate(features) }
    });
    let types = gates.collect();
    let webhooks = gate(&BTreeSet::from([WEBHOOKS]));
    Some(Features { all: ALL.to_owned(), resources: names, types, webhooks })
}

/// Returns the condition of an item that these features need. The feature `all` turns on the
/// features of resources, but not the runtime's.
fn gate(features: &BTreeSet<&str>) -> Gate {
    if features.len() > MAX_CONDITION_FEATURES {
        return Gate::Open;
    }
    let is_of_resource = features.iter().any(|it| *it != WEBHOOKS);
    let all = (!is_of_resource).then_some(ALL);
    let features: BTreeSet<&str> = features.iter().copied().chain(all).collect();
    Gate::AnyOf(features.into_iter().map(str::to_owned).collect())
}

/// Returns the feature of each resource: the name of its module, in kebab-case.
fn names(operations: &[OperationModule]) -> Vec<String> {
    let own = manifest::features().flat_map(|it| [it.name].into_iter().chain(it.list));
    let mut taken: BTreeSet<String> = own.map(str::to_owned).collect();
    taken.extend([ALL, manifest::DEFAULT].map(str::to_owned));
    let plain: Vec<String> = operations
        .iter()
        .map(|it| it.name.as_str().trim_start_matches("r#").trim_matches('_').replace('_', "-"))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    plain.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    let is_free = |name: &String| counts[name.as_str()] == 1 && !taken.contains(name);
    let free: BTreeSet<String> = plain.iter().filter(|name| is_free(name)).cloned().collect();
    let mut others: BTreeSet<String> = taken.union(&free).cloned().collect();
    let named = plain.iter().map(|name| {
        if free.contains(name) {
            return name.clone();
        }
        let mut name = format!("{name}{SUFFIX}");
        while !others.insert(name.clone()) {
            name.push_str(SUFFIX);
        }
        name
    });
    named.collect()
}

impl Lowering<'_> {
    /// Returns the payloads of the callbacks of a module's operations.
    fn callbacks(&self, module: &OperationModule) -> impl Iterator<Item = TypeRef> {
        let groups = &self.names.groups;
        let of = |index: usize| groups.get(self.names.operations[index].group);
        let own =
            self.api.callbacks.iter().filter(move |it| {
                of(it.operation.0).is_some_and(|group| group.module == module.name)
            });
        own.filter_map(|it| Some(self.value_type(it.payload?)))
    }
}

/// The graph of modules of types: which modules each of them needs.
struct Graph<'a> {
    modules: HashMap<&'a TypeName, usize>,
    edges: Vec<BTreeSet<usize>>,
}

impl<'a> Graph<'a> {
    fn of(types: &'a [TypeModule]) -> Self {
        let items = types.iter().enumerate();
        let items =
            items.flat_map(|(at, module)| module.items.iter().map(move |it| (&it.name, at)));
        let modules: HashMap<&TypeName, usize> = items.collect();
        let edges = types.iter().map(|module| {
            let names = module.items.iter().flat_map(|it| it.mentions());
            names.filter_map(|name| modules.get(&name).copied()).collect()
        });
        let edges = edges.collect();
        Self { modules, edges }
    }

    /// Returns the modules that these types need, including their own.
    fn reached(&self, types: impl IntoIterator<Item = TypeName>) -> impl Iterator<Item = usize> {
        let roots = types.into_iter().filter_map(|name| self.modules.get(&name).copied());
        let mut pending: Vec<usize> = roots.collect();
        let mut reached = BTreeSet::new();
        while let Some(position) = pending.pop() {
            if reached.insert(position) {
                pending.extend(&self.edges[position]);
            }
        }
        reached.into_iter()
    }
}
