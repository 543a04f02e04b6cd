//! Dangling references: their errors, with the location that was probably intended and the overlay
//! that would define the missing component.

use std::collections::HashSet;

use serde_json::Value;

use crate::document::check::walk::Reference;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::{Kind, component_at, component_place, sections};
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::closest_match;
use crate::document::text::yaml_string;

/// The number of missing targets that are explained in full: finding similar names is slow.
const MAX_EXPLAINED: usize = 20;

/// The missing targets of a document.
pub(super) struct Missing<'a> {
    root: &'a Value,
    seen: HashSet<&'a str>,
}

impl<'a> Missing<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, seen: HashSet::new() }
    }

    /// Returns the error for the reference at `at`, whose `target` doesn't exist. Only the first
    /// reference to a target is explained in full.
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
        if self.seen.len() > MAX_EXPLAINED {
            return error;
        }
        if let Some(intended) = enclosing(self.root, at, target) {
            let overlay = copy_overlay(self.root, &intended, target);
            return error.help(format!(
                "`{intended}` is probably meant; accept that with `--accept dangling-ref`, or copy it \
                 in an overlay:\n{overlay}"
            ));
        }
        let intended = self.similar(target);
        let overlay = self.overlay(target, reference.kind);
        match (intended, overlay) {
            (Some(intended), Some(overlay)) => error.help(format!(
                "did you mean `{intended}`? If not, define it in an overlay:\n{overlay}"
            )),
            (Some(intended), None) => error.help(format!(
                "did you mean `{intended}`? Then correct it in an overlay:\n{}",
                reference_overlay(reference.target, &intended)
            )),
            (None, Some(overlay)) => error.help(format!("define it in an overlay:\n{overlay}")),
            (None, None) => error.help("define the target, or correct the reference"),
        }
    }

    /// Returns a sibling of the missing target that has a similar name, or the component schema of
    /// that name.
    fn similar(&self, target: &JsonPointer) -> Option<JsonPointer> {
        let name = target.last()?;
        let parent = target.parent()?;
        let siblings = self.root.pointer(parent.as_str()).and_then(Value::as_object);
        if let Some(near) =
            siblings.and_then(|all| closest_match(&name, all.keys().map(String::as_str)))
        {
            return Some(parent.child(near));
        }
        let schema = component_place("schemas", &name);
        self.root.pointer(schema.as_str()).map(|_| schema)
    }

    /// Returns the OpenAPI Overlay that defines a missing component.
    fn overlay(&self, target: &JsonPointer, kind: Kind) -> Option<String> {
        let (section, name) = component_at(target)?;
        if !sections().any(|(known, ..)| known == section) {
            return None;
        }
        let quoted = yaml_key(&name);
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
        let actions = format!("  - target: {place}\n    update:\n{update}");
        Some(written("1.0.0", &format!("Define {name}"), &actions))
    }
}

/// Returns the location of `target` relative to the nearest enclosing object of `at` in which it
/// exists, such as `#/$defs/Pet` in a schema with `$defs`. Tools that embed schemas in documents
/// write such references; JSON Schema would require an `$id` there (JSON Schema 2020-12 Core,
/// 8.2.1).
pub(crate) fn enclosing(
    root: &Value,
    at: &JsonPointer,
    target: &JsonPointer,
) -> Option<JsonPointer> {
    let mut place = at.parent();
    while let Some(around) = place {
        let intended = JsonPointer::parse(&format!("{}{}", around.as_str(), target.as_str()))?;
        if !around.as_str().is_empty() && root.pointer(intended.as_str()).is_some() {
            return Some(intended);
        }
        place = around.parent();
    }
    None
}

/// Returns an overlay document with these actions.
fn written(version: &str, title: &str, actions: &str) -> String {
    let title = yaml_string(title);
    format!("overlay: {version}\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n{actions}")
}

/// Returns the OpenAPI Overlay that copies the value at `intended` to the missing target.
fn copy_overlay(root: &Value, intended: &JsonPointer, target: &JsonPointer) -> String {
    let mut update = String::new();
    let mut indent = "      ".to_owned();
    for token in target.tokens() {
        update.push_str(&format!("\n{indent}{}:", yaml_key(&token)));
        indent.push_str("  ");
    }
    let (to, from) =
        (yaml_string(&json_path(root, target)), yaml_string(&json_path(root, intended)));
    let actions =
        format!("  - target: $\n    update:{update} {{}}\n  - target: {to}\n    copy: {from}");
    written("1.1.0", &format!("Define {}", target.last().unwrap_or_default()), &actions)
}

/// Returns the OpenAPI Overlay that replaces every reference `text` with a reference to `intended`.
fn reference_overlay(text: &str, intended: &JsonPointer) -> String {
    let literal = in_quotes(text);
    let target = yaml_string(&format!("$..[?@['$ref'] == '{literal}']"));
    let intended = yaml_string(&format!("#{}", intended.as_str()));
    let actions = format!("  - target: {target}\n    update:\n      $ref: {intended}");
    written("1.0.0", "Correct a reference", &actions)
}

/// Returns the normalized JSONPath of a location (RFC 9535, 2.7). Tokens of missing values are
/// treated as names.
fn json_path(root: &Value, place: &JsonPointer) -> String {
    let mut path = "$".to_owned();
    let mut at = Some(root);
    for token in place.tokens() {
        match at {
            Some(Value::Array(elements)) => {
                path.push_str(&format!("[{token}]"));
                at = token.parse::<usize>().ok().and_then(|index| elements.get(index));
            }
            _ => {
                path.push_str(&format!("['{}']", in_quotes(&token)));
                at = at.and_then(|value| value.get(&token));
            }
        }
    }
    path
}

/// Escapes a string for a single-quoted JSONPath name (RFC 9535, 2.3.1.1).
fn in_quotes(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}

/// Formats a YAML key: plain if that is safe, otherwise in quotes.
fn yaml_key(name: &str) -> String {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char))
        && !matches!(name.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no");
    if plain {
        return name.to_owned();
    }
    yaml_string(name)
}

/// Returns the shortest valid object of a kind, on one line, for the author to complete.
fn placeholder(kind: Kind) -> &'static str {
    match kind {
        Kind::Schema => "type: string # or its actual type",
        Kind::Parameter => "{name: NAME, in: query, schema: {type: string}}",
        Kind::Header => "schema: {type: string}",
        Kind::RequestBody => "content: {application/json: {schema: {type: object}}}",
        Kind::SecurityScheme => "{type: http, scheme: bearer}",
        _ => "description: what it is",
    }
}
