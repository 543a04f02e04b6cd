//! Changes of the client: its servers and credentials.

use super::{Changes, Fate, Place, Rule, pair};
use crate::rust::Crate;

/// What concerns everybody.
const GROUP: &str = "Client";

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    let place = |item: String, pointer| Place { group: GROUP, item, pointer };
    for fate in pair(&old.client.servers, &new.client.servers, |it| it.name.clone()) {
        let (server, rule) = match fate {
            Fate::Added(server) => (server, Rule::ServerAdded),
            Fate::Removed(server) => (server, Rule::ServerRemoved),
            Fate::Kept(..) => continue,
        };
        changes.add(&place(format!("Server::{}", server.name), "#/servers"), rule, "");
    }
    for fate in pair(&old.client.credentials, &new.client.credentials, |it| it.method.clone()) {
        let (credential, rule) = match fate {
            Fate::Added(credential) => (credential, Rule::CredentialAdded),
            Fate::Removed(credential) => (credential, Rule::CredentialRemoved),
            Fate::Kept(..) => continue,
        };
        let item = format!("ClientBuilder::{}", credential.method);
        changes.add(&place(item, "#/components/securitySchemes"), rule, "");
    }
}
