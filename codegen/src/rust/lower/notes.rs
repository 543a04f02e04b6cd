//! Notes of operations about details that their types can't express: credentials, header fields and
//! links.

use super::{Lowering, markdown};
use crate::api::ir;
use crate::document::text::Text;

impl Lowering<'_> {
    /// Returns the notes of an operation.
    pub(super) fn notes(&self, operation: &ir::Operation) -> Vec<String> {
        let notes = [
            self.credentials_note(operation),
            security_note(operation),
            self.header_note(operation),
            link_note(operation),
        ];
        notes.into_iter().flatten().collect()
    }

    /// Lists the credentials that the operation accepts, if the API has several.
    fn credentials_note(&self, operation: &ir::Operation) -> Option<String> {
        let schemes = self.api.security_schemes.iter().zip(&self.names.credentials);
        let method = |name: &Text| {
            let (_, names) = schemes.clone().find(|(scheme, _)| scheme.name == *name)?;
            Some(format!("[`{0}`](crate::ClientBuilder::{0})", names.method))
        };
        let alternatives = operation.security.alternatives.iter();
        let alternatives: Vec<String> = alternatives
            .map(|it| it.iter().filter_map(method).collect::<Vec<_>>().join(" with "))
            .map(|it| if it.is_empty() { "none".to_owned() } else { it })
            .collect();
        let is_told = self.api.security_schemes.len() > 1 && !alternatives.is_empty();
        is_told.then(|| format!("Credentials: {}.", one_of(&alternatives)))
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

/// Joins alternatives: `a, b or c`.
fn one_of(alternatives: &[String]) -> String {
    match alternatives {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        all => all.concat(),
    }
}

/// Lists the required scopes, and the security schemes that the client can't apply.
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

/// Whether the description already documents the required scopes: it mentions scopes, and has each
/// of them as inline code.
fn are_described(scopes: &[Text], operation: &ir::Operation) -> bool {
    let description = operation.description.as_ref().map(Text::as_written).unwrap_or_default();
    description.to_lowercase().contains("scope")
        && scopes.iter().all(|scope| description.contains(&scope.code()))
}

/// Lists the links of its responses (OpenAPI 3.1, Link Object).
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
    (!lines.is_empty())
        .then(|| format!("Its responses have links to other operations:\n\n{}", lines.join("\n")))
}
