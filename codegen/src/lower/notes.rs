//! What is said of an operation beside its types: credentials, header fields and links.

use super::docs::code;
use super::{Lowering, markdown};
use crate::ir;

impl Lowering<'_> {
    /// What is said of an operation beside its types.
    pub(super) fn notes(&self, operation: &ir::Operation) -> Vec<String> {
        let notes = [security_note(operation), self.header_note(operation), link_note(operation)];
        notes.into_iter().flatten().collect()
    }

    fn header_note(&self, operation: &ir::Operation) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for header in operation.responses.iter().flat_map(|it| &it.headers) {
            let name = self.names.headers.get(&header.name.to_ascii_lowercase())?;
            let link = format!("[`{name}`](crate::headers::{name})");
            if !names.contains(&link) {
                names.push(link);
            }
        }
        let named = names.join(", ");
        (!names.is_empty()).then(|| format!("Its responses may have the headers {named}."))
    }
}

/// What a token must allow, and what a request can't carry.
fn security_note(operation: &ir::Operation) -> Option<String> {
    let listed = |names: &[String]| names.iter().map(|it| code(it)).collect::<Vec<_>>().join(", ");
    let security = &operation.security;
    let mut notes = Vec::new();
    if !security.scopes.is_empty() && !are_described(&security.scopes, operation) {
        notes.push(format!("Scopes: {}.", listed(&security.scopes)));
    }
    if !security.outside.is_empty() {
        notes.push(format!(
            "Security that a [transport](crate::ClientBuilder::transport) of your own provides: {}.",
            listed(&security.outside)
        ));
    }
    (!notes.is_empty()).then(|| notes.join("\n\n"))
}

/// Whether the description says already which scopes are needed: it speaks of scopes, and has each
/// of them as inline code.
fn are_described(scopes: &[String], operation: &ir::Operation) -> bool {
    let description = operation.description.as_deref().unwrap_or_default();
    description.to_lowercase().contains("scope")
        && scopes.iter().all(|scope| description.contains(&code(scope)))
}

/// What can be called next, as a list.
fn link_note(operation: &ir::Operation) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for link in operation.responses.iter().flat_map(|it| &it.links) {
        let parameters = link.parameters.iter();
        let parameters: Vec<String> = parameters
            .map(|(name, value)| format!("{} from {}", code(name), code(value)))
            .collect();
        let with = match &parameters[..] {
            [] => String::new(),
            some => format!(" with {}", some.join(", ")),
        };
        let about = link.description.as_deref().map(markdown::summary).unwrap_or_default();
        let about = if about.is_empty() { about } else { format!(": {about}") };
        let line = format!("- {} calls {}{with}{about}", code(&link.name), code(&link.operation));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| format!("Its answers lead on:\n\n{}", lines.join("\n")))
}
