//! The variants of the document's servers, and the fields and types of their variables.

use super::VariantName;
use super::scope::Scope;
use super::words::{snake, upper_camel};
use super::{FieldName, FunctionName, ServerNames, ServerValueNames, TypeName, VariableNames};
use crate::api::ir::{Server, ServerVariable};
use crate::document::text::Text;

/// Returns the names of each server, and of the enums of their variables.
pub(super) fn servers(servers: &[Server]) -> (Vec<ServerNames>, Vec<ServerValueNames>) {
    let mut types = Types { scope: Scope::reserving(&["Server"]), known: Vec::new() };
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
        let variables = variables(server, &variant, &mut types);
        let defaults = functions.allocate_snake(&snake(&variant, "server")).identifier;
        ServerNames {
            variant: VariantName::new(variant),
            defaults: FunctionName::new(defaults),
            variables,
        }
    });
    let names = names.collect();
    (names, types.known.into_iter().map(|(_, names)| names).collect())
}

fn variables<'s>(server: &'s Server, variant: &str, types: &mut Types<'s>) -> Vec<VariableNames> {
    let mut scope = Scope::default();
    let names = server.variables.iter().map(|variable| {
        let wanted = snake(variable.name.as_written(), "variable");
        let field = FieldName::new(scope.allocate_snake(&wanted).identifier);
        let values = (!variable.values.is_empty()).then(|| types.of(variable, variant));
        VariableNames { field, values }
    });
    names.collect()
}

/// The enums of variables, each with its first variable.
struct Types<'s> {
    scope: Scope,
    known: Vec<(&'s ServerVariable, ServerValueNames)>,
}

impl<'s> Types<'s> {
    /// Returns the index of the enum of a variable, of the server with this variant.
    fn of(&mut self, variable: &'s ServerVariable, server: &str) -> usize {
        let is_same = |it: &ServerVariable| {
            (&it.name, &it.default, &it.values)
                == (&variable.name, &variable.default, &variable.values)
        };
        self.known.iter().position(|(it, _)| is_same(it)).unwrap_or_else(|| {
            let name = upper_camel(variable.name.as_written(), "Value");
            let wanted = format!("Server{name}");
            let is_free = self.scope.is_free(&wanted);
            let wanted = if is_free { wanted } else { format!("Server{server}{name}") };
            let name = self.scope.allocate(&wanted).identifier;
            let mut scope = Scope::reserving(&["Self"]);
            let mut variants: Vec<(Text, VariantName)> = Vec::new();
            for value in variable.values.iter().chain([&variable.default]) {
                if variants.iter().all(|(it, _)| it != value) {
                    let wanted = upper_camel(value.as_written(), "Value");
                    let variant = VariantName::new(scope.allocate(&wanted).identifier);
                    variants.push((value.clone(), variant));
                }
            }
            let names = ServerValueNames { name: TypeName::new(name), variants };
            self.known.push((variable, names));
            self.known.len() - 1
        })
    }
}
