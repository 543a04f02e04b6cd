//! The variants of the document's servers, and the fields of their variables.

use super::scope::Scope;
use super::words::{snake, upper_camel};
use super::{FieldName, FunctionName, ServerNames, VariantName};
use crate::api::ir::Server;
use crate::document::text::Text;

/// The names of each server.
pub(super) fn servers(servers: &[Server]) -> Vec<ServerNames> {
    let mut functions = Scope::reserving(&["url"]);
    let mut scope = Scope::reserving(&["Custom", "Self"]);
    let names = servers.iter().enumerate().map(|(index, server)| {
        let numbered =
            if index == 0 { "Default".to_owned() } else { format!("Server{}", index + 1) };
        let wanted = match (&server.id, server.description.as_ref().map(Text::as_written)) {
            (Some(id), _) => upper_camel(id.as_written(), "Server"),
            (None, Some(text)) if text.split_whitespace().count() <= 3 => {
                let word =
                    |it: &&str| !["server", "environment", "api"].contains(&&*it.to_lowercase());
                let words: Vec<&str> = text.split_whitespace().filter(word).collect();
                let name = upper_camel(&words.join(" "), "Server");
                if words.is_empty() { numbered } else { name }
            }
            _ => numbered,
        };
        let variant = scope.allocate(&wanted).identifier;
        let defaults = functions.allocate_snake(&snake(&variant, "server")).identifier;
        ServerNames {
            variant: VariantName::new(variant),
            defaults: FunctionName::new(defaults),
            variables: variables(server),
        }
    });
    names.collect()
}

fn variables(server: &Server) -> Vec<FieldName> {
    let mut scope = Scope::default();
    let names = server.variables.iter().map(|variable| {
        FieldName::new(
            scope.allocate_snake(&snake(variable.name.as_written(), "variable")).identifier,
        )
    });
    names.collect()
}
