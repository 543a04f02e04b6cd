//! Other spellings of the same schemas: JSON Schema has several ways to say the same, such as a
//! schema `S` and `allOf: [S]`. The generated API is the same for each.

mod spelling;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Severity;
use codegen::internals::document::pointer::JsonPointer;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use self::spelling::Spelling;
use crate::Fault;
use crate::random::Random;

/// The page of the generated crate that lists the API.
const LISTING: &str = "api.txt";

/// Writes schemas of the document of `config` in other ways: every schema once for each spelling,
/// then `count` random mixtures. Returns the changes that generate another API.
///
/// # Errors
/// The unchanged document has errors, or can't be written.
pub fn faults(config: &Config, seed: u64, count: usize) -> io::Result<Vec<Fault>> {
    let trial = Trial::new(config)?;
    let mut faults = Vec::new();
    let allowed: Vec<Spelling> =
        Spelling::ALL.iter().copied().filter(|it| it.is_allowed(&trial.document)).collect();
    for spelling in allowed.iter().copied() {
        let all: Vec<Change> =
            trial.places.iter().map(|at| Change { at: at.clone(), spelling }).collect();
        faults.extend(trial.fault(&all)?);
    }
    let mut random = Random::new(seed);
    for _ in 0..count {
        let mixed = trial.places.iter().filter_map(|at| {
            let spelling = *random.of(&allowed)?;
            (random.below(2) == 0).then(|| Change { at: at.clone(), spelling })
        });
        faults.extend(trial.fault(&mixed.collect::<Vec<_>>())?);
    }
    Ok(faults)
}

/// A schema to spell in another way.
#[derive(Clone, Debug)]
struct Change {
    at: JsonPointer,
    spelling: Spelling,
}

/// A document and its API.
struct Trial {
    config: Config,
    folder: TempDir,
    document: Value,
    /// The schemas to spell in another way, the innermost ones first.
    places: Vec<JsonPointer>,
    listing: String,
}

impl Trial {
    fn new(config: &Config) -> io::Result<Self> {
        let document = codegen::internals::read(config).map_err(|it| refused(&it))?.value;
        let folder = tempfile::tempdir()?;
        let mut config = config.clone();
        config.document = folder.path().join("openapi.json");
        config.overlays.clear();
        config.output = PathBuf::from("out");
        let places = places(&document);
        let mut trial = Self { config, folder, document, places, listing: String::new() };
        trial.listing = trial.listing(&trial.document)?;
        Ok(trial)
    }

    /// Returns the fault of the smallest part of `changes` that generates another API.
    fn fault(&self, changes: &[Change]) -> io::Result<Option<Fault>> {
        let Some(mut message) = self.difference(changes)? else { return Ok(None) };
        let mut changes = changes.to_vec();
        // Removes halves, quarters, and so on, as long as the API still differs.
        let mut size = changes.len().div_ceil(2);
        loop {
            let mut index = 0;
            while index < changes.len() && changes.len() > 1 {
                let mut fewer = changes.clone();
                fewer.drain(index..(index + size).min(changes.len()));
                match self.difference(&fewer)? {
                    Some(other) => (changes, message) = (fewer, other),
                    None => index += size,
                }
            }
            if size <= 1 {
                break;
            }
            size = size.div_ceil(2);
        }
        let pointer = changes.first().map(|it| it.at.as_str().to_owned()).unwrap_or_default();
        let list: Vec<String> =
            changes.iter().map(|it| format!("{:?} at `{}`", it.spelling, it.at)).collect();
        Ok(Some(Fault { pointer, message: format!("{}: {message}", list.join(", ")) }))
    }

    /// Returns the first line of the API that differs after the changes.
    fn difference(&self, changes: &[Change]) -> io::Result<Option<String>> {
        let mut document = self.document.clone();
        for Change { at, spelling } in changes {
            if let Some(Value::Object(schema)) = document.pointer_mut(at.as_str()) {
                *schema = spelling.of(std::mem::take(schema));
            }
        }
        let listing = match self.listing(&document) {
            Ok(listing) => listing,
            Err(error) => return Ok(Some(error.to_string())),
        };
        let mut lines = self.listing.lines().zip(listing.lines());
        Ok(match lines.find(|(before, after)| before != after) {
            Some((before, after)) => Some(format!("`{before}` is `{after}`")),
            None if self.listing != listing => Some("there are more or fewer lines".to_owned()),
            None => None,
        })
    }

    /// Returns the listing of the API of a document.
    fn listing(&self, document: &Value) -> io::Result<String> {
        std::fs::write(self.folder.path().join("openapi.json"), document.to_string())?;
        let mut generation =
            codegen::internals::generate(&self.config, &mut |_| ()).map_err(|it| refused(&it))?;
        let listing = generation.output.remove(LISTING);
        listing.ok_or_else(|| io::Error::other(format!("there is no {LISTING}")))
    }
}

fn refused(failure: &codegen::internals::Failure) -> io::Error {
    let errors = failure.diagnostics.as_slice().iter();
    let error = errors.rev().find(|it| it.severity == Severity::Error);
    io::Error::other(format!("the document is rejected: {error:?}"))
}

/// Returns the schemas that can be spelled in another way, the innermost ones first: those of
/// properties, items, parameters and bodies, unless a reference leads into them.
fn places(document: &Value) -> Vec<JsonPointer> {
    let mut found = Vec::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        around(value, &JsonPointer::root().child(key), &mut found);
    }
    let targets = targets(document);
    let is_entered = |at: &JsonPointer| {
        let inside = format!("{}/", at.as_str());
        targets.range(inside.clone()..).next().is_some_and(|target| target.starts_with(&inside))
    };
    found.retain(|at| !is_entered(at));
    found
}

/// Adds the schemas below an object that is not a schema.
fn around(value: &Value, at: &JsonPointer, found: &mut Vec<JsonPointer>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let at = at.child(key);
                match key.as_str() {
                    "schema" | "itemSchema" => {
                        below(value, &at, found);
                        found.push(at);
                    }
                    // The components themselves keep their spelling: a `$ref` among them is an alias.
                    "schemas" => {
                        for (name, schema) in value.as_object().into_iter().flatten() {
                            below(schema, &at.child(name), found);
                        }
                    }
                    "example" | "examples" => {}
                    key if key.starts_with("x-") => {}
                    _ => around(value, &at, found),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, it)| around(it, &at.child(index), found));
        }
        _ => {}
    }
}

/// Adds the subschemas of a schema.
fn below(schema: &Value, at: &JsonPointer, found: &mut Vec<JsonPointer>) {
    let Value::Object(keywords) = schema else { return };
    let mut add = |schema: &Value, at: JsonPointer, is_place: bool| {
        below(schema, &at, found);
        if is_place && schema.is_object() {
            found.push(at);
        }
    };
    for (keyword, value) in keywords {
        let at = at.child(keyword);
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties", Value::Object(schemas)) => {
                schemas.iter().for_each(|(name, it)| add(it, at.child(name), true));
            }
            ("items" | "additionalProperties", schema) => add(schema, at, true),
            // A parent, or a member of a union with a discriminator, must be a `$ref` (OpenAPI 3.1,
            // Discriminator Object), a discriminator is in an `allOf`, and `null` is recognized if
            // it is written as usual.
            ("allOf" | "oneOf" | "anyOf", Value::Array(members)) => {
                let is_tagged = keywords.contains_key("discriminator");
                for (index, member) in members.iter().enumerate() {
                    let is_usual =
                        ["$ref", "discriminator"].iter().any(|it| member.get(*it).is_some())
                            || is_null(member);
                    add(member, at.child(index), !is_tagged && !is_usual);
                }
            }
            _ => {}
        }
    }
}

fn is_null(schema: &Value) -> bool {
    let is_only_nullable = schema.get("nullable").is_some() && schema.get("type").is_none();
    is_only_nullable
        || schema.get("type").is_some_and(|it| it == "null")
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").is_some_and(|it| *it == json!([null]))
}

/// Returns the locations that references lead to.
fn targets(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            found.extend(target.and_then(|it| it.strip_prefix('#')).map(str::to_owned));
            found.extend(members.values().flat_map(targets));
        }
        Value::Array(items) => found.extend(items.iter().flat_map(targets)),
        _ => {}
    }
    found
}

/// The keywords of a schema.
type Keywords = Map<String, Value>;
