//! References to nothing: takes one, gives the error with what was probably meant and the overlay
//! that would define it.

use std::collections::HashSet;

use serde_json::Value;

use crate::check::shape::Kind;
use crate::check::walk::Reference;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::JsonPointer;
use crate::suggestion::closest;

/// How many missing targets are explained in full: looking for similar names takes time.
const EXPLAINED: usize = 20;

/// The missing targets of one document.
pub(super) struct Missing<'a> {
    root: &'a Value,
    seen: HashSet<&'a str>,
}

impl<'a> Missing<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, seen: HashSet::new() }
    }

    /// The error for the reference at `at`, whose `target` does not exist. The first reference to
    /// a target explains at length, the others say what is missing.
    pub(super) fn diagnostic(
        &mut self,
        at: &JsonPointer,
        reference: &Reference<'a>,
        target: &JsonPointer,
    ) -> Diagnostic {
        let message = format!("`{}` does not exist", reference.target);
        let error = Diagnostic::error(Code::DanglingRef, at, message);
        if !self.seen.insert(reference.target) {
            return error.help("see the first reference to it");
        }
        if self.seen.len() > EXPLAINED {
            return error;
        }
        let meant = self.enclosing_definition(at, target).or_else(|| self.similar(target));
        let overlay = self.overlay(target, reference.kind);
        match (meant, overlay) {
            (Some(meant), Some(overlay)) => error.help(format!(
                "did you mean `{meant}`? If not, define it in an overlay:\n{overlay}"
            )),
            (Some(meant), None) => error.help(format!("did you mean `{meant}`?")),
            (None, Some(overlay)) => error.help(format!("define it in an overlay:\n{overlay}")),
            (None, None) => error.help("add what is missing, or correct the reference"),
        }
    }

    /// `#/$defs/Pet` is meant from the root of the document, not from the schema that has `$defs`.
    fn enclosing_definition(&self, at: &JsonPointer, target: &JsonPointer) -> Option<JsonPointer> {
        let mut place = at.parent();
        while let Some(around) = place {
            let meant = JsonPointer::parse(&format!("{}{}", around.as_str(), target.as_str()))?;
            if self.root.pointer(meant.as_str()).is_some() {
                return Some(meant);
            }
            place = around.parent();
        }
        None
    }

    /// An existing target with a similar name beside the missing one, or the schema of that name.
    fn similar(&self, target: &JsonPointer) -> Option<JsonPointer> {
        let name = target.last()?;
        let parent = target.parent()?;
        let siblings = self.root.pointer(parent.as_str()).and_then(Value::as_object);
        if let Some(near) = siblings.and_then(|all| closest(&name, all.keys().map(String::as_str)))
        {
            return Some(parent.child(near));
        }
        let schema = JsonPointer::root().child("components").child("schemas").child(&name);
        self.root.pointer(schema.as_str()).map(|_| schema)
    }

    /// The OpenAPI Overlay that defines a missing component.
    fn overlay(&self, target: &JsonPointer, kind: Kind) -> Option<String> {
        let tokens: Vec<String> = target.tokens().collect();
        let [components, section, name] = tokens.as_slice() else { return None };
        if components != "components" || Kind::Components.object().field(section).is_none() {
            return None;
        }
        let quoted = yaml_key(name);
        let content = placeholder(kind);
        let existing = |pointer: &str| self.root.pointer(pointer).is_some_and(Value::is_object);
        let (place, update) = if existing(&format!("/components/{section}")) {
            (format!("$.components.{section}"), format!("      {quoted}:\n        {content}"))
        } else if existing("/components") {
            let update = format!("      {section}:\n        {quoted}:\n          {content}");
            ("$.components".to_owned(), update)
        } else {
            let update = format!(
                "      components:\n        {section}:\n          {quoted}:\n            {content}"
            );
            ("$".to_owned(), update)
        };
        let title = serde_json::to_string(&format!("Define {name}")).ok()?;
        Some(format!(
            "overlay: 1.0.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n  - target: \
             {place}\n    update:\n{update}"
        ))
    }
}

/// A key as YAML reads it back: plain where that is safe, in quotes otherwise.
fn yaml_key(name: &str) -> String {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char))
        && !matches!(name.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no");
    if plain {
        return name.to_owned();
    }
    serde_json::to_string(name).unwrap_or_else(|_| name.to_owned())
}

/// The shortest valid object of a kind, on one line, to be completed by the author.
fn placeholder(kind: Kind) -> &'static str {
    match kind {
        Kind::Schema => "type: string # or what it is",
        Kind::Parameter => "{name: NAME, in: query, schema: {type: string}}",
        Kind::Header => "schema: {type: string}",
        Kind::RequestBody => "content: {application/json: {schema: {type: object}}}",
        Kind::SecurityScheme => "{type: http, scheme: bearer}",
        _ => "description: what it is",
    }
}
