//! Changes of what belongs to no operation: servers, credentials, and header fields of responses.

use super::{Changes, Paired, Place, Rule, code, from_to, pair};
use crate::document::credential::CredentialKind;
use crate::document::pointer::JsonPointer;
use crate::output::emit::type_text;
use crate::rust::items::{Crate, ServerValues, ServerVariant};

/// What concerns everybody.
const GROUP: &str = "Client";

fn place(item: String, steps: &[&str]) -> Place<'static> {
    let pointer = steps.iter().fold(JsonPointer::root(), |at, step| at.child(step));
    Place { group: GROUP, item, pointer }
}

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    for paired in pair(&old.client.servers, &new.client.servers, |it| it.name.clone()) {
        let (server, rule, detail) = match paired {
            Paired::Added(server) => (server, Rule::ServerAdded, String::new()),
            Paired::Removed(server) => (server, Rule::ServerRemoved, String::new()),
            Paired::Kept(old, new) | Paired::Renamed(old, new)
                if variables(old) != variables(new) =>
            {
                (new, Rule::ServerVariables, from_to(&variables(old), &variables(new)))
            }
            Paired::Kept(old, new) | Paired::Renamed(old, new) if old.url == new.url => continue,
            Paired::Kept(old, new) | Paired::Renamed(old, new) => {
                (new, Rule::ServerMoved, from_to(&old.url.line(), &new.url.line()))
            }
        };
        changes.add(&place(format!("Server::{}", server.name), &["servers"]), rule, detail);
    }
    for paired in pair(&old.client.server_values, &new.client.server_values, |it| it.name.clone()) {
        let Paired::Kept(old, new) = paired else { continue };
        values(old, new, changes);
    }
    let has_variables = |of: &Crate| of.client.servers.iter().any(|it| !it.variables.is_empty());
    if has_variables(old) != has_variables(new) {
        // With variables a URL is put together, and no part of the program any more.
        let text = |of| if has_variables(of) { "Cow<'_, str>" } else { "&str" };
        let detail = from_to(text(old), text(new));
        let item = place("Server::url()".to_owned(), &["servers"]);
        changes.add(&item, Rule::ServerVariables, detail);
    }
    for paired in pair(&old.client.credentials, &new.client.credentials, |it| it.method.clone()) {
        let (credential, rule) = match paired {
            Paired::Added(credential) => (credential, Rule::CredentialAdded),
            Paired::Removed(credential) => (credential, Rule::CredentialRemoved),
            Paired::Kept(old, new) | Paired::Renamed(old, new) if old.kind == new.kind => continue,
            Paired::Kept(old, new) | Paired::Renamed(old, new) => {
                // Where the kind of argument is another, so is its name: `token` and `key` are both
                // a secret.
                let types = |of: &CredentialKind| of.arguments().iter().map(|it| it.secrecy);
                let is_same = types(&old.kind).eq(types(&new.kind));
                (new, if is_same { Rule::CredentialSent } else { Rule::CredentialKind })
            }
        };
        let item = format!("ClientBuilder::{}", credential.method);
        changes.add(&place(item, &["components", "securitySchemes"]), rule, "");
    }
    let grants = |of: &Crate| {
        let grants = of.client.credentials.iter().flat_map(|it| &it.grants);
        grants.map(|it| it.method.clone()).collect::<Vec<_>>()
    };
    for paired in pair(&grants(old), &grants(new), |it| it.clone()) {
        let (method, rule) = match paired {
            Paired::Added(method) => (method, Rule::GrantAdded),
            Paired::Removed(method) => (method, Rule::GrantRemoved),
            Paired::Kept(..) | Paired::Renamed(..) => continue,
        };
        let item = format!("ClientBuilder::{method}");
        changes.add(&place(item, &["components", "securitySchemes"]), rule, "");
    }
    for paired in pair(&old.headers, &new.headers, |it| it.name.clone()) {
        let (header, rule, detail) = match paired {
            Paired::Added(it) => (it, Rule::HeaderAdded, code(&type_text(&it.value))),
            Paired::Removed(it) => (it, Rule::HeaderRemoved, code(&type_text(&it.value))),
            Paired::Kept(old, new) | Paired::Renamed(old, new) => {
                let [old, new_type] = [old, new].map(|it| type_text(&it.value.without_aliases()));
                if old == new_type {
                    continue;
                }
                (new, Rule::HeaderType, from_to(&old, &new_type))
            }
        };
        changes.add(&place(format!("headers::{}", header.name), &["paths"]), rule, detail);
    }
}

/// Changes of the values of server variables.
fn values(old: &ServerValues, new: &ServerValues, changes: &mut Changes) {
    for paired in pair(&old.variants, &new.variants, |(name, _)| name.clone()) {
        let ((name, value), rule) = match paired {
            Paired::Added(it) => (it, Rule::ServerAdded),
            Paired::Removed(it) => (it, Rule::ServerRemoved),
            Paired::Kept((_, old), new) | Paired::Renamed((_, old), new) if *old == new.1 => {
                continue;
            }
            Paired::Kept(_, new) | Paired::Renamed(_, new) => (new, Rule::ServerMoved),
        };
        let item = format!("{}::{name}", new.name);
        changes.add(&place(item, &["servers"]), rule, code(&value.quoted()));
    }
}

/// The fields of a server's variant.
fn variables(server: &ServerVariant) -> String {
    let fields = server.variables.iter().map(|it| format!("{}: {}", it.name, it.type_name()));
    let names: Vec<String> = fields.collect();
    format!("{} {{ {} }}", server.name, names.join(", "))
}
