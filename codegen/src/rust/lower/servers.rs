//! The servers of the document and the parts of their URLs.

use super::markdown;
use crate::api::ir;
use crate::document::text::Text;
use crate::rust::items::{ServerValue, ServerValues, ServerVariable, ServerVariant, UrlPart};
use crate::rust::names::{Names, ServerNames, ServerValueNames, VariableNames, VariantName};

pub(super) fn server(server: &ir::Server, all: &Names, names: &ServerNames) -> ServerVariant {
    let variables = server.variables.iter().zip(&names.variables);
    let url = server.default_url();
    ServerVariant {
        name: names.variant.clone(),
        has_host: url.as_written().contains("://"),
        url,
        docs: server.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default(),
        defaults: names.defaults.clone(),
        template: template(server, names),
        variables: variables.map(|(variable, name)| self::variable(variable, all, name)).collect(),
    }
}

fn variable(variable: &ir::ServerVariable, all: &Names, names: &VariableNames) -> ServerVariable {
    let about = variable.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
    let default = format!("Default: {}", variable.default.code());
    let paragraphs = [about, default].into_iter().filter(|it| !it.is_empty());
    let values = names.values.and_then(|index| all.server_values.get(index));
    let of_type = values.and_then(|values| {
        let variant = variant_of(&variable.default, values)?;
        Some(ServerValue::Variant(values.name.clone(), variant))
    });
    ServerVariable {
        name: names.field.clone(),
        wire: variable.name.clone(),
        default: of_type.unwrap_or_else(|| ServerValue::Text(variable.default.clone())),
        docs: paragraphs.collect::<Vec<_>>().join("\n\n"),
    }
}

fn variant_of(value: &Text, values: &ServerValueNames) -> Option<VariantName> {
    let (_, variant) = values.variants.iter().find(|(it, _)| it == value)?;
    Some(variant.clone())
}

/// Returns the enums of the variable values of all servers.
pub(super) fn values(api: &ir::Api, names: &Names) -> Vec<ServerValues> {
    let servers = api.servers.iter().zip(&names.servers);
    let variables: Vec<(&ir::ServerVariable, &VariableNames)> =
        servers.flat_map(|(server, names)| server.variables.iter().zip(&names.variables)).collect();
    let types = names.server_values.iter().enumerate().filter_map(|(index, values)| {
        let (variable, _) = variables.iter().find(|(_, it)| it.values == Some(index))?;
        let variants = values.variants.iter().map(|(value, name)| (name.clone(), value.clone()));
        Some(ServerValues {
            name: values.name.clone(),
            wire: variable.name.clone(),
            variants: variants.collect(),
            default: variant_of(&variable.default, values)?,
        })
    });
    types.collect()
}

/// Returns the parts of a URL template (OpenAPI 3.1, Server Object, `url`). A name in braces that
/// is not the name of a variable is literal text.
fn template(server: &ir::Server, names: &ServerNames) -> Vec<UrlPart> {
    let mut parts = Vec::new();
    let mut rest = server.url.as_written();
    let mut text = String::new();
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 1..start + length];
        let found = server.variables.iter().position(|variable| variable.name == name);
        match found.and_then(|index| names.variables.get(index)) {
            Some(VariableNames { field, .. }) => {
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
