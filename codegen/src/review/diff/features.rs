//! Changes of the Cargo features of resources. They affect programs whose `Cargo.toml` names a
//! feature of the crate, or turns off its default features.

use std::collections::{BTreeMap, BTreeSet};

use super::{Changes, Pair, Place, Rule, from_to, pair};
use crate::document::pointer::JsonPointer;
use crate::rust::items::{Crate, Features, Gate, Type};
use crate::rust::names::TypeName;

/// The group of changes that affect the users of all resources.
const GROUP: &str = "Client";

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    match (&old.features, &new.features) {
        (None, None) => {}
        (None, Some(features)) => {
            let count = features.resources.len();
            let detail = format!("{count} resource{}", if count == 1 { "" } else { "s" });
            changes.add(&place(GROUP, &features.all), Rule::FeaturesFirst, detail);
        }
        (Some(_), None) => compare_lists(old, new, changes),
        (Some(before), Some(after)) => {
            compare_lists(old, new, changes);
            compare_gates((old, before), (new, after), changes);
        }
    }
}

/// A feature, with the group of the users that it affects.
type ListedFeature<'a> = (&'a str, &'a str);

fn listed(of: &Crate) -> Vec<ListedFeature<'_>> {
    let Some(features) = &of.features else { return Vec::new() };
    let modules = of.operations.iter().map(|it| it.name.as_str());
    let resources = modules.zip(features.resources.iter().map(String::as_str));
    [(GROUP, features.all.as_str())].into_iter().chain(resources).collect()
}

fn compare_lists(old: &Crate, new: &Crate, changes: &mut Changes) {
    for paired in pair(&listed(old), &listed(new), |(_, feature)| feature.to_string()) {
        let ((group, feature), rule) = match paired {
            Pair::Added(it) => (it, Rule::FeatureAdded),
            Pair::Removed(it) => (it, Rule::FeatureRemoved),
            Pair::Kept(..) | Pair::Renamed(..) => continue,
        };
        changes.add(&place(group, feature), rule, "");
    }
}

fn place<'a>(group: &'a str, feature: &str) -> Place<'a> {
    let pointer = JsonPointer::root().child("paths");
    Place {
        group,
        item: format!("features.{feature}"),
        name: feature.to_owned(),
        pointer,
        used: quoted(feature),
    }
}

/// Compares the conditions of the types in both crates.
fn compare_gates(
    (old, before): (&Crate, &Features),
    (new, after): (&Crate, &Features),
    changes: &mut Changes,
) {
    let own = |of: &Features| of.resources.iter().cloned().collect::<BTreeSet<String>>();
    let after =
        Available { all: &after.all, resources: own(after), removed: &own(before) - &own(after) };
    let gates: BTreeMap<&TypeName, Gate> =
        gated(old).map(|(item, gate)| (&item.name, gate)).collect();
    for (item, gate) in gated(new) {
        let Some(before) = gates.get(&item.name) else { continue };
        let Some(lost) = after.lost(before, &gate) else { continue };
        let group = changes.groups.of(&item.name).to_owned();
        let place = Place {
            group: &group,
            item: format!("types::{}", item.name),
            name: item.name.to_string(),
            pointer: item.pointer.clone(),
            used: lost.map(quoted).unwrap_or_default(),
        };
        changes.add(&place, Rule::TypeGated, from_to(&condition(before), &condition(&gate)));
    }
}

fn gated(of: &Crate) -> impl Iterator<Item = (&Type, Gate)> {
    let modules = of.types.iter().enumerate();
    modules.flat_map(move |(at, module)| module.items.iter().map(move |it| (it, of.type_gate(at))))
}

/// The features of the new crate.
struct Available<'a> {
    all: &'a str,
    resources: BTreeSet<String>,
    /// The features that only the old crate has.
    removed: BTreeSet<String>,
}

impl Available<'_> {
    /// Returns a feature that no longer enables an item by itself, or `Some(None)` if the item was
    /// enabled without features; `None` if no program loses the item.
    fn lost<'b>(&self, old: &'b Gate, new: &Gate) -> Option<Option<&'b str>> {
        let Gate::AnyOf(after) = new else { return None };
        let Gate::AnyOf(before) = old else { return Some(None) };
        let is_enabled_by = |feature: &String| {
            after.contains(feature)
                || (feature == self.all && after.iter().any(|it| self.resources.contains(it)))
        };
        // A removed feature is another change.
        let mut known = before.iter().filter(|it| !self.removed.contains(*it));
        known.find(|it| !is_enabled_by(it)).map(|it| Some(it.as_str()))
    }
}

/// Formats a condition as Rust writes it, without the word `feature`.
fn condition(gate: &Gate) -> String {
    match gate {
        Gate::Open => "always".to_owned(),
        Gate::AnyOf(features) if features.len() == 1 => features.concat(),
        Gate::AnyOf(features) => format!("any({})", features.join(", ")),
    }
}

/// Formats a feature as `Cargo.toml` writes it.
fn quoted(feature: &str) -> String {
    format!("\"{feature}\"")
}
