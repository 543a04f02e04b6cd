//! The parts of the client that the document decides: servers and credentials.

use super::package::{env_prefix, variable};
use super::{Lowering, markdown, servers};
use crate::api::ir::{Location, SecurityKind};
use crate::rust::items::{ClientItems, Credential, CredentialKind};

pub(super) fn client(lowering: &Lowering<'_>) -> ClientItems {
    let servers = lowering.api.servers.iter().zip(&lowering.names.servers);
    ClientItems {
        servers: servers.map(|(server, names)| servers::server(server, names)).collect(),
        credentials: lowering.credentials(),
        debug: format!("{}_DEBUG", env_prefix(lowering.api, lowering.config)).into(),
        variable: variable(lowering.api, lowering.config),
    }
}

impl Lowering<'_> {
    fn credentials(&self) -> Vec<Credential> {
        let prefix = env_prefix(self.api, self.config);
        let schemes = self.api.security_schemes.iter().zip(&self.names.credentials);
        let credential = |(scheme, method): (&crate::api::ir::SecurityScheme, &_)| {
            let method: &crate::rust::names::FunctionName = method;
            let upper = method.as_str().trim_start_matches("r#").trim_end_matches('_');
            let name = format!("{prefix}_{}", upper.to_ascii_uppercase());
            let kind = match &scheme.kind {
                SecurityKind::Bearer => CredentialKind::Bearer,
                SecurityKind::Basic => CredentialKind::Basic,
                SecurityKind::Http(scheme) => CredentialKind::Http(scheme.clone()),
                SecurityKind::ApiKey(Location::Query, name) => CredentialKind::Query(name.clone()),
                SecurityKind::ApiKey(Location::Cookie, name) => {
                    CredentialKind::Cookie(name.clone())
                }
                SecurityKind::ApiKey(_, name) => CredentialKind::Header(name.clone()),
            };
            let env = match kind {
                CredentialKind::Basic => {
                    vec![format!("{name}_USERNAME").into(), format!("{name}_PASSWORD").into()]
                }
                _ => vec![name.into()],
            };
            let docs = scheme.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
            Credential { method: method.clone(), scheme: scheme.name.clone(), docs, kind, env }
        };
        schemes.map(credential).collect()
    }
}
