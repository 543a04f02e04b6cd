//! Changes outside of operations: servers, credentials, and header fields of responses.

use super::{Changes, Detail, Pair, Place, Rule, code, from_to, pair, witness};
use crate::document::credential::{Argument, CredentialKind};
use crate::document::pointer::JsonPointer;
use crate::output::emit::type_text;
use crate::rust::items::{ClientParameter, Crate, ServerValues, ServerVariant};

/// The group of changes that affect all users.
const GROUP: &str = "Client";

fn place(item: String, steps: &[&str]) -> Place<'static> {
    let pointer = steps.iter().fold(JsonPointer::root(), |at, step| at.child(step));
    Place { group: GROUP, name: item.clone(), item, pointer, used: String::new() }
}

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    for paired in pair(&old.client.servers, &new.client.servers, |it| it.name.clone()) {
        let (server, rule, detail) = match paired {
            Pair::Added(server) => (server, Rule::ServerAdded, Detail::default()),
            Pair::Removed(server) => (server, Rule::ServerRemoved, Detail::default()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) if variables(old) != variables(new) => {
                (new, Rule::ServerVariables, from_to(&variables(old), &variables(new)))
            }
            Pair::Kept(old, new) | Pair::Renamed(old, new) if old.url == new.url => continue,
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                (new, Rule::ServerMoved, from_to(&old.url.line(), &new.url.line()))
            }
        };
        let before = old.client.servers.iter().find(|it| it.name == server.name);
        let used = before.map(constructed).unwrap_or_default();
        let place = place(format!("Server::{}", server.name), &["servers"]).with(used);
        changes.add(&place, rule, detail);
    }
    for paired in pair(&old.client.server_values, &new.client.server_values, |it| it.name.clone()) {
        let Pair::Kept(old, new) = paired else { continue };
        values(old, new, changes);
    }
    let has_variables = |of: &Crate| of.client.servers.iter().any(|it| !it.variables.is_empty());
    if has_variables(old) != has_variables(new) {
        // A URL with variables is built at run time; others are static strings.
        let text = |of| if has_variables(of) { "Cow<'_, str>" } else { "&str" };
        let detail = from_to(text(old), text(new));
        let used = format!("let url: {} = server.url();", text(old));
        let item = place("Server::url()".to_owned(), &["servers"]).with(used);
        changes.add(&item, Rule::ServerVariables, detail);
    }
    for paired in pair(&old.client.credentials, &new.client.credentials, |it| it.method.clone()) {
        let (credential, rule) = match paired {
            Pair::Added(credential) => (credential, Rule::CredentialAdded),
            Pair::Removed(credential) => (credential, Rule::CredentialRemoved),
            Pair::Kept(old, new) | Pair::Renamed(old, new) if old.kind == new.kind => continue,
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                // If the kinds of arguments differ, so do their names: `token` and `key` are both
                // secrets.
                let types = |of: &CredentialKind| of.arguments().iter().map(|it| it.secrecy);
                let is_same = types(&old.kind).eq(types(&new.kind));
                (new, if is_same { Rule::CredentialSent } else { Rule::CredentialKind })
            }
        };
        let before = old.client.credentials.iter().find(|it| it.method == credential.method);
        let arguments = before.map(|it| it.kind.arguments()).unwrap_or_default();
        changes.add(&builder(credential.method.as_str(), arguments), rule, "");
    }
    let grants = |of: &Crate| {
        let grants = of.client.credentials.iter().flat_map(|it| &it.grants);
        grants.map(|it| (it.method.clone(), it.kind)).collect::<Vec<_>>()
    };
    for paired in pair(&grants(old), &grants(new), |it| it.0.clone()) {
        let ((method, kind), rule) = match paired {
            Pair::Added(method) => (method, Rule::GrantAdded),
            Pair::Removed(method) => (method, Rule::GrantRemoved),
            Pair::Kept(..) | Pair::Renamed(..) => continue,
        };
        changes.add(&builder(method.as_str(), kind.arguments()), rule, "");
    }
    parameters(&old.client.parameters, &new.client.parameters, changes);
    for paired in pair(&old.headers, &new.headers, |it| it.name.clone()) {
        let (header, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::HeaderAdded, code(&type_text(&it.value)).into()),
            Pair::Removed(it) => (it, Rule::HeaderRemoved, code(&type_text(&it.value)).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
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

/// Compares the parameters that are set on the client.
fn parameters(old: &[ClientParameter], new: &[ClientParameter], changes: &mut Changes) {
    for paired in pair(old, new, |it| it.method.clone()) {
        let (parameter, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::ClientParameterAdded, Detail::default()),
            Pair::Removed(it) => (it, Rule::ClientParameterRemoved, Detail::default()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                let [before, after] = [old, new].map(|it| type_text(&it.value.without_aliases()));
                if before == after {
                    continue;
                }
                (new, Rule::ClientParameterType, from_to(&before, &after))
            }
        };
        let method = parameter.method.as_str();
        let used = witness::call(&format!("Client::builder().{method}"), [method.to_owned()]);
        let item = format!("ClientBuilder::{method}");
        let place = Place { pointer: parameter.pointer.clone(), ..place(item, &[]).with(used) };
        changes.add(&place, rule, detail);
    }
}

/// Compares the values of server variables.
fn values(old: &ServerValues, new: &ServerValues, changes: &mut Changes) {
    for paired in pair(&old.variants, &new.variants, |(name, _)| name.clone()) {
        let (name, rule, detail) = match paired {
            Pair::Added((name, value)) => (name, Rule::ServerAdded, code(&value.quoted()).into()),
            Pair::Removed((name, value)) => {
                (name, Rule::ServerRemoved, code(&value.quoted()).into())
            }
            Pair::Kept((_, old), (_, new)) | Pair::Renamed((_, old), (_, new)) if old == new => {
                continue;
            }
            Pair::Kept((_, old), (name, new)) | Pair::Renamed((_, old), (name, new)) => {
                (name, Rule::ServerMoved, from_to(&old.quoted(), &new.quoted()))
            }
        };
        let item = format!("{}::{name}", new.name);
        changes.add(&place(item, &["servers"]), rule, detail);
    }
}

/// Returns the method of the builder that sets a credential, with the call that has these
/// arguments.
fn builder(method: &str, arguments: &[Argument]) -> Place<'static> {
    let callee = format!("Client::builder().{method}");
    let used = witness::call(&callee, arguments.iter().map(|it| it.name.to_owned()));
    place(format!("ClientBuilder::{method}"), &["components", "securitySchemes"]).with(used)
}

/// Returns the code that constructs a server, with variables named like its fields.
fn constructed(server: &ServerVariant) -> String {
    let fields: Vec<String> = server.variables.iter().map(|it| it.name.to_string()).collect();
    match fields.is_empty() {
        true => format!("Server::{}", server.name),
        false => format!("Server::{} {{ {} }}", server.name, fields.join(", ")),
    }
}

/// Formats the fields of a server's variant.
fn variables(server: &ServerVariant) -> String {
    let fields = server.variables.iter().map(|it| format!("{}: {}", it.name, it.type_name()));
    let names: Vec<String> = fields.collect();
    format!("{} {{ {} }}", server.name, names.join(", "))
}
