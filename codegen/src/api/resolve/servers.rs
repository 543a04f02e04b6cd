//! Resolution of servers.

use openapiv3::{Server as Model, ServerVariable as VariableModel};
use serde_json::Value;

use super::operations::Parts;
use crate::api::extension;
use crate::api::ir::{Server, ServerVariable};
use crate::document::text::Text;

/// Resolves a Server Object.
pub(super) fn server(model: &Model) -> Server {
    let text = |key: &str| model.extensions.get(key).and_then(Value::as_str);
    let id = text(extension::NAME).or_else(|| text("x-speakeasy-server-id"));
    let variables = model.variables.iter().flatten();
    Server {
        url: Text::from(&model.url),
        id: id.map(Text::from),
        description: model.description.as_deref().map(Text::from),
        variables: variables.map(|(name, model)| variable(name, model)).collect(),
    }
}

fn variable(name: &str, model: &VariableModel) -> ServerVariable {
    ServerVariable {
        name: Text::from(name),
        default: Text::from(&model.default),
        values: model.enumeration.iter().map(Text::from).collect(),
        description: model.description.as_deref().map(Text::from),
    }
}

/// Returns the servers of an operation or its path, if they differ from the document's servers
/// (OpenAPI 3.1, Operation Object, `servers`).
pub(super) fn of_operation(parts: &Parts<'_, '_>) -> Vec<Server> {
    let own = if parts.operation.servers.is_empty() {
        &parts.item.servers
    } else {
        &parts.operation.servers
    };
    let urls = |servers: &[Model]| servers.iter().map(|it| server(it).default_url()).collect();
    let (own_urls, others): (Vec<Text>, Vec<Text>) = (urls(own), urls(&parts.openapi.servers));
    let differs = own_urls.iter().any(|url| !others.contains(url));
    if differs { own.iter().map(server).collect() } else { Vec::new() }
}
