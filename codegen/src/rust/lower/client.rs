//! The parts of the client that depend on the document: servers and credentials.

use super::docs::docs;
use super::package::{env_prefix, variable};
use super::{Lowering, markdown, operations, servers};
use crate::api::ir::SecurityScheme;
use crate::document::credential::{Argument, GrantKind};
use crate::document::text::Text;
use crate::rust::items::{ClientItems, ClientParameter, Credential, Grant};
use crate::rust::names::{CredentialNames, FunctionName};

pub(super) fn client(lowering: &Lowering<'_>) -> ClientItems {
    let servers = lowering.api.servers.iter().zip(&lowering.names.servers);
    ClientItems {
        servers: servers
            .map(|(server, names)| servers::server(server, lowering.names, names))
            .collect(),
        server_values: servers::values(lowering.api, lowering.names),
        credentials: lowering.credentials(),
        parameters: lowering.client_parameters(),
        security: lowering.api.security.clone(),
        idempotency_key: lowering.config.idempotency_key.as_deref().map(Text::from),
        retries: lowering.api.retries.map(operations::retries),
        messages: lowering.config.messages.iter().map(|it| it.as_str().into()).collect(),
        debug: format!("{}_DEBUG", env_prefix(lowering.api, lowering.config)).into(),
        variable: variable(lowering.api, lowering.config),
    }
}

impl Lowering<'_> {
    fn client_parameters(&self) -> Vec<ClientParameter> {
        let parameters = self.api.client_parameters.iter().zip(&self.names.client_parameters);
        let parameters = parameters.map(|(parameter, method)| {
            let value = self.value_type(parameter.schema);
            let schema = self.api.schema(parameter.schema);
            ClientParameter {
                pointer: parameter.pointer.clone(),
                method: method.clone(),
                wire: parameter.name.clone(),
                docs: docs(parameter.description.as_ref(), schema, &value),
                example: self.example_argument(parameter.schema, &parameter.name),
                value,
            }
        });
        parameters.collect()
    }

    fn credentials(&self) -> Vec<Credential> {
        let prefix = env_prefix(self.api, self.config);
        let schemes = self.api.security_schemes.iter().zip(&self.names.credentials);
        let credential = |(scheme, names): (&SecurityScheme, &CredentialNames)| {
            let name = format!("{prefix}_{}", names.env);
            let docs = scheme.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
            Credential {
                method: names.method.clone(),
                scheme_type: names.scheme.clone(),
                scheme: scheme.name.clone(),
                docs,
                kind: scheme.kind.clone(),
                env: variables(&name, scheme.kind.arguments()),
                flows: scheme.flows.clone(),
                grants: self.grants(scheme, names),
            }
        };
        schemes.map(credential).collect()
    }

    fn grants(&self, scheme: &SecurityScheme, names: &CredentialNames) -> Vec<Grant> {
        let prefix = env_prefix(self.api, self.config);
        let grant = |(kind, method): &(GrantKind, FunctionName)| {
            let upper = method.as_str().to_ascii_uppercase();
            let upper = upper.trim_end_matches("_GRANT").trim_end_matches("_CREDENTIALS");
            let env = match kind {
                GrantKind::ClientCredentials => {
                    variables(&format!("{prefix}_{upper}"), kind.arguments())
                }
                // It may change with each request, so it is not read from the environment.
                GrantKind::RefreshToken => Vec::new(),
            };
            let url = scheme.flows.url(*kind)?.clone();
            Some(Grant { method: method.clone(), kind: *kind, url, env })
        };
        names.grants.iter().filter_map(grant).collect()
    }
}

/// Returns the environment variables of a credential with these arguments: if there are several,
/// the name of the argument is appended.
fn variables(name: &str, arguments: &[Argument]) -> Vec<Text> {
    match arguments {
        [_] => vec![name.into()],
        several => {
            let end = |it: &Argument| it.name.to_ascii_uppercase();
            several.iter().map(|it| format!("{name}_{}", end(it)).into()).collect()
        }
    }
}
