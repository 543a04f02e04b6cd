//! The servers of the document and the parts of their URLs.

use super::markdown;
use crate::api::ir;
use crate::document::text::Text;
use crate::rust::items::{ServerVariable, ServerVariant, UrlPart};
use crate::rust::names::{FieldName, ServerNames};

pub(super) fn server(server: &ir::Server, names: &ServerNames) -> ServerVariant {
    let variables = server.variables.iter().zip(&names.variables);
    ServerVariant {
        name: names.variant.clone(),
        url: server.default_url(),
        docs: server.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default(),
        defaults: names.defaults.clone(),
        template: template(server, names),
        variables: variables.map(|(variable, name)| self::variable(variable, name)).collect(),
    }
}

fn variable(variable: &ir::ServerVariable, name: &FieldName) -> ServerVariable {
    let about = variable.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
    let values: Vec<String> = variable.values.iter().map(Text::code).collect();
    let values = match &values[..] {
        [] => String::new(),
        values => format!("One of {}.", values.join(", ")),
    };
    let default = format!("Default: {}", variable.default.code());
    let paragraphs = [about, values, default].into_iter().filter(|it| !it.is_empty());
    ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        docs: paragraphs.collect::<Vec<_>>().join("\n\n"),
    }
}

/// The parts of a URL template (OpenAPI 3.1, Server Object, `url`). A name that no variable has is
/// text.
fn template(server: &ir::Server, names: &ServerNames) -> Vec<UrlPart> {
    let mut parts = Vec::new();
    let mut rest = server.url.as_written();
    let mut text = String::new();
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 1..start + length];
        let found = server.variables.iter().position(|variable| variable.name == name);
        match found.and_then(|index| names.variables.get(index)) {
            Some(field) => {
                text.push_str(&rest[..start]);
                parts.push(UrlPart::Text(std::mem::take(&mut text).into()));
                parts.push(UrlPart::Variable(field.clone()));
            }
            None => text.push_str(&rest[..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    text.push_str(rest);
    parts.push(UrlPart::Text(Text::from(text)));
    parts.retain(|part| !matches!(part, UrlPart::Text(text) if text.is_empty()));
    parts
}
