//! Notes about an operation in addition to its types: credentials, header fields and links.

use super::{Lowering, markdown};
use crate::api::ir;
use crate::document::text::Text;

impl Lowering<'_> {
    /// Returns the notes about an operation.
    pub(super) fn notes(&self, operation: &ir::Operation) -> Vec<String> {
        let notes = [
            self.credentials_note(operation),
            security_note(operation),
            self.header_note(operation),
            link_note(operation),
        ];
        notes.into_iter().flatten().collect()
    }

    /// Returns the credentials that it accepts, if the API has several.
    fn credentials_note(&self, operation: &ir::Operation) -> Option<String> {
        let schemes = self.api.security_schemes.iter().zip(&self.names.credentials);
        let method = |name: &Text| {
            let (_, names) = schemes.clone().find(|(scheme, _)| scheme.name == *name)?;
            Some(format!("`{}`", names.method))
        };
        let alternatives = operation.security.alternatives.iter();
        let alternatives: Vec<String> = alternatives
            .map(|it| it.iter().filter_map(method).collect::<Vec<_>>().join(" with "))
            .map(|it| if it.is_empty() { "none".to_owned() } else { it })
            .collect();
        let is_told = self.api.security_schemes.len() > 1 && !alternatives.is_empty();
        is_told.then(|| format!("Credentials: {}.", alternatives.join(", or ")))
    }

    fn header_note(&self, operation: &ir::Operation) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for header in operation.responses.iter().flat_map(|it| &it.headers) {
            let name = self.names.headers.get(&header.name.as_written().to_ascii_lowercase())?;
            let link = format!("[`{name}`](crate::headers::{name})");
            if !names.contains(&link) {
                names.push(link);
            }
        }
        let named = names.join(", ");
        (!names.is_empty()).then(|| format!("Its responses may have the headers {named}."))
    }
}

/// Returns the required scopes, and the security schemes that need a custom transport.
fn security_note(operation: &ir::Operation) -> Option<String> {
    let listed = |names: &[Text]| names.iter().map(Text::code).collect::<Vec<_>>().join(", ");
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

/// Returns `true` if the description already mentions the required scopes: it contains the word,
/// and each of them as inline code.
fn are_described(scopes: &[Text], operation: &ir::Operation) -> bool {
    let description = operation.description.as_ref().map(Text::as_written).unwrap_or_default();
    description.to_lowercase().contains("scope")
        && scopes.iter().all(|scope| description.contains(&scope.code()))
}

/// Returns the Link Objects of its responses, as a list.
fn link_note(operation: &ir::Operation) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for link in operation.responses.iter().flat_map(|it| &it.links) {
        let parameters = link.parameters.iter();
        let parameters: Vec<String> = parameters
            .map(|(name, value)| format!("{} from {}", name.code(), value.code()))
            .collect();
        let with = match &parameters[..] {
            [] => String::new(),
            some => format!(" with {}", some.join(", ")),
        };
        let about = link.description.as_ref().map(markdown::summary).unwrap_or_default();
        let about = if about.is_empty() { about } else { format!(": {about}") };
        let line = format!("- {} calls {}{with}{about}", link.name.code(), link.operation.code());
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| format!("Its answers lead on:\n\n{}", lines.join("\n")))
}
