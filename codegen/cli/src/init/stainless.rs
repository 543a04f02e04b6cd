//! `--from stainless.yml`: imports the resources, method names and pagination schemes of a
//! Stainless configuration, as an overlay for the document and rules for `codegen.toml`.

mod pagination;
mod resources;

use std::path::Path;

use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load;
use codegen::internals::document::text::yaml_string;
use serde_json::Value;

use self::resources::Method;
use crate::diagnose;

/// The path of the overlay in the repository.
pub(super) const OVERLAY: &str = "spec/stainless.overlay.yaml";

/// The imported settings.
pub(super) struct Imported {
    /// The overlay that sets the resources and names of operations; `None` if there is nothing to
    /// set.
    pub(super) overlay: Option<String>,
    /// The tables `[[pagination]]`, as TOML.
    pub(super) rules: String,
    /// Notes about settings that are not imported.
    pub(super) notes: Vec<String>,
}

/// Imports the configuration at `path` for the document.
///
/// # Errors
///
/// The reason why it can't be read, as human-readable text.
pub(super) fn import(path: &Path, document: &Value) -> Result<Imported, String> {
    let mut diagnostics = Diagnostics::default();
    let read = load::load_unbundled(path, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnose::problems(read.sources, diagnostics));
    }
    if !read.value["resources"].is_object() {
        return Err(format!(
            "error: `{}` has no `resources`\n  = help: pass the configuration of a Stainless \
             project, such as `stainless.yml`\n",
            path.display()
        ));
    }
    Ok(imported(&read.value, document))
}

fn imported(configuration: &Value, document: &Value) -> Imported {
    let (methods, mut notes) = resources::methods(&configuration["resources"], document);
    let (rules, others) = pagination::rules(&configuration["pagination"]);
    notes.extend(others);
    Imported { overlay: overlay(&methods), rules, notes }
}

/// Returns the overlay that names the operations of `methods`.
fn overlay(methods: &[Method]) -> Option<String> {
    let mut text = String::from(
        "# Resources and method names from the Stainless configuration.\n\
         overlay: 1.0.0\ninfo:\n  title: Resources and method names\n  version: 1.0.0\nactions:\n",
    );
    for method in methods {
        let target = format!("$.paths['{}'].{}", escaped(&method.path), method.verb);
        text.push_str(&format!("  - target: {}\n    update:\n", yaml_string(&target)));
        if !method.resource.is_empty() {
            let resource = yaml_string(&method.resource.join("."));
            text.push_str(&format!("      x-speakeasy-group: {resource}\n"));
        }
        let name = yaml_string(&method.name);
        text.push_str(&format!("      x-speakeasy-name-override: {name}\n"));
    }
    (!methods.is_empty()).then_some(text)
}

/// Escapes a name for a quoted JSONPath selector (RFC 9535, 2.3.1).
fn escaped(name: &str) -> String {
    name.replace('\\', r"\\").replace('\'', r"\'")
}

#[cfg(test)]
mod tests;
