//! [`Trial`]: a document, its names, and changes to it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::{Code, Severity};
use codegen::internals::document::pointer::JsonPointer;
use codegen::internals::rust::items::{Crate, Type, TypeKind};
use serde_json::{Map, Value};
use tempfile::TempDir;

use super::change::{Change, Kind};
use super::facts::{Fact, facts};
use super::marks::{self, Before};
use crate::Fault;
use crate::random::Random;

/// A document to change.
pub(super) struct Trial {
    config: Config,
    folder: TempDir,
    /// The document with its marks.
    document: Value,
    /// The names in its crate.
    names: BTreeSet<Fact>,
    /// The locations at which each kind of change can be made.
    places: Vec<(Kind, Vec<String>)>,
}

impl Trial {
    /// Reads a document and its names.
    pub(super) fn new(config: &Config) -> io::Result<Self> {
        let refused = |failure: Box<codegen::internals::Failure>| {
            io::Error::other(format!("the document is rejected: {:?}", failure.diagnostics))
        };
        let document = codegen::internals::read(config).map_err(refused)?.value;
        let folder = tempfile::tempdir()?;
        let mut config = config.clone();
        config.document = folder.path().join("openapi.json");
        config.overlays.clear();
        config.output = PathBuf::from("out");
        std::fs::write(&config.document, document.to_string())?;
        let krate = codegen::internals::surface(&config).map_err(refused)?;
        let warnings =
            codegen::internals::generate(&config, &mut |_| ()).map_err(refused)?.diagnostics;
        let clashes = warnings.as_slice().iter().filter(|it| it.code == Code::NameClash);
        let clashes: Vec<&JsonPointer> = clashes.map(|it| &it.at).collect();
        let places = places(&document, &krate, &clashes);
        let names = facts(&krate, &document, &Before::default());
        let mut document = document;
        marks::mark(&mut document);
        Ok(Self { config, folder, document, names, places })
    }

    /// Returns a random sample of changes, in which every kind that has locations is equally
    /// frequent.
    pub(super) fn changes(&self, seed: u64, count: usize) -> Vec<Change> {
        let mut random = Random::new(seed);
        let change = |_| {
            let (kind, places) = random.of(&self.places)?;
            let place = random.of(places)?.clone();
            Some(Change { kind: *kind, place, seed: random.next() })
        };
        (0..count).filter_map(change).collect()
    }

    /// Makes changes at once; if that renames something, finds the smallest set that does.
    pub(super) fn examine(&self, changes: &[Change], faults: &mut Vec<Fault>) -> io::Result<()> {
        if self.renamed(changes)?.is_none() {
            return Ok(());
        }
        let before = faults.len();
        if let [_, _, ..] = changes {
            let (left, right) = changes.split_at(changes.len() / 2);
            self.examine(left, faults)?;
            self.examine(right, faults)?;
        }
        if faults.len() == before {
            faults.extend(self.combined_fault(changes)?);
        }
        Ok(())
    }

    /// Returns the fault of changes that rename something only in combination.
    fn combined_fault(&self, changes: &[Change]) -> io::Result<Option<Fault>> {
        let mut changes = changes.to_vec();
        let mut index = 0;
        while index < changes.len() && changes.len() > 1 {
            let change = changes.remove(index);
            if self.renamed(&changes)?.is_none() {
                changes.insert(index, change);
                index += 1;
            }
        }
        Ok(self.renamed(&changes)?.map(|what| {
            let pointer = changes.first().map(|it| it.place.clone()).unwrap_or_default();
            let changes: Vec<String> = changes.iter().map(ToString::to_string).collect();
            Fault { pointer, message: format!("{what}, after {}", changes.join(", ")) }
        }))
    }

    /// Returns a description of the first name that these changes rename.
    fn renamed(&self, changes: &[Change]) -> io::Result<Option<String>> {
        let mut document = self.document.clone();
        changes.iter().for_each(|it| it.apply(&mut document));
        let before = marks::take(&mut document);
        std::fs::write(self.folder.path().join("openapi.json"), document.to_string())?;
        let krate = match codegen::internals::surface(&self.config) {
            Ok(krate) => krate,
            Err(failure) => {
                let errors = failure.diagnostics.as_slice().iter();
                let error = errors.rev().find(|it| it.severity == Severity::Error);
                return Ok(Some(format!("refused, {error:?}")));
            }
        };
        let names = facts(&krate, &document, &before);
        let Some(gone) = self.names.difference(&names).next() else { return Ok(None) };
        let Fact { place, name } = gone;
        let new = names.difference(&self.names).find(|it| it.place == *place);
        let new = new.map_or("nothing", |it| &it.name);
        Ok(Some(format!("at `{place}` {name} is gone, there is {new}")))
    }
}

/// Returns the locations of a document at which each kind of change can be made, except the ones
/// whose names clash according to a warning and so depend on each other.
fn places(document: &Value, krate: &Crate, clashes: &[&JsonPointer]) -> Vec<(Kind, Vec<String>)> {
    let titles = Titles::of(document);
    let is_free = |at: &JsonPointer| {
        !titles.are_shared(document, at) && !clashes.iter().any(|it| it.starts_with(at))
    };
    let types: Vec<&Type> = krate.types.iter().flat_map(|it| &it.items).collect();
    let of = |is: &dyn Fn(&Type, &Value) -> bool| {
        let mut found: Vec<String> = types
            .iter()
            .filter(|it| is_free(&it.pointer))
            .filter(|it| document.pointer(it.pointer.as_str()).is_some_and(|at| is(it, at)))
            .map(|it| it.pointer.as_str().to_owned())
            .collect();
        found.dedup();
        found
    };
    let has = |at: &Value, key: &str| at.get(key).is_some();
    let structs = of(&|it, at| {
        let count = at.get("properties").and_then(Value::as_object).map(Map::len);
        let parent = it.pointer.parent().and_then(|it| it.last());
        // A member of a union may be named after its only property.
        let is_alone = count == Some(1) && matches!(parent.as_deref(), Some("oneOf" | "anyOf"));
        matches!(it.kind, TypeKind::Struct(_)) && count.is_some() && !is_alone
    });
    let unions = of(&|it, at| {
        let members = ["oneOf", "anyOf"].into_iter().filter_map(|key| at.get(key)?.as_array());
        let many = members.map(Vec::len).max().unwrap_or_default() > 2;
        matches!(it.kind, TypeKind::Union(_)) && many && at.get("discriminator").is_none()
    });
    // Where such a union is merged with another schema, only one of its members may be possible, so
    // that the result is a struct. An added member may be the second possible one.
    let merged = merged(document);
    let growing: Vec<String> = unions
        .iter()
        .filter(|at| !merged.iter().any(|it| at.starts_with(&format!("{it}/"))))
        .cloned()
        .collect();
    // An extension may list names or descriptions by position.
    let is_listed =
        |at: &Value| at.as_object().is_some_and(|it| it.keys().any(|key| key.starts_with("x-")));
    let enums = of(&|it, at| {
        let values = at.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
        // A member of a union with a single value is named after the value.
        matches!(it.kind, TypeKind::StringEnum(_)) && values > 1 && !is_listed(at)
    });
    let all = types.iter().map(|it| it.pointer.as_str().to_owned()).collect::<Vec<_>>();
    let schemas = ["/components/schemas".to_owned()];
    let schemas: Vec<String> =
        schemas.into_iter().filter(|it| document.pointer(it).is_some()).collect();
    let mut maps = schemas.clone();
    if has(document, "paths") {
        maps.push("/paths".to_owned());
    }
    let properties = structs.iter().map(|it| format!("{it}/properties"));
    maps.extend(properties);
    let mut places = vec![
        (Kind::AddComponent, schemas),
        (Kind::AddProperty, structs.clone()),
        (Kind::Require, structs),
        (Kind::AddMember, growing),
        (Kind::ReorderMembers, unions),
        (Kind::AddValue, enums),
        (Kind::Reorder, maps),
    ];
    if has(document, "paths") && !all.is_empty() {
        places.push((Kind::AddOperation, vec!["/paths".to_owned()]));
    }
    places.retain(|(_, places)| !places.is_empty());
    places
}

/// Returns the locations of the components that are members of an `allOf`.
fn merged(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(Value::Array(members)) = value.get("allOf") {
        let targets = members.iter().filter_map(|it| it.get("$ref")?.as_str()?.strip_prefix('#'));
        found.extend(targets.map(str::to_owned));
    }
    match value {
        Value::Object(members) => found.extend(members.values().flat_map(merged)),
        Value::Array(items) => found.extend(items.iter().flat_map(merged)),
        _ => {}
    }
    found
}

/// The number of schemas with each title.
struct Titles<'d>(BTreeMap<&'d str, usize>);

impl<'d> Titles<'d> {
    fn of(document: &'d Value) -> Self {
        let mut titles = Self(BTreeMap::new());
        titles.add(document);
        titles
    }

    fn add(&mut self, value: &'d Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(title)) = members.get("title") {
                    *self.0.entry(title).or_default() += 1;
                }
                members.values().for_each(|it| self.add(it));
            }
            Value::Array(items) => items.iter().for_each(|it| self.add(it)),
            _ => {}
        }
    }

    /// Whether the schema at a location, or one that encloses it, shares its title with another: if
    /// only one of them is changed, they are no longer one type.
    fn are_shared(&self, document: &Value, at: &JsonPointer) -> bool {
        let around = std::iter::successors(Some(at.clone()), JsonPointer::parent);
        around.into_iter().any(|it| {
            let title = document.pointer(it.as_str()).and_then(|it| it.get("title"));
            let title = title.and_then(Value::as_str);
            title.is_some_and(|it| self.0.get(it).is_some_and(|count| *count > 1))
        })
    }
}
