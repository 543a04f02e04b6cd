//! The section of `README.md` about access tokens that the client obtains automatically.

use super::table::table;
use super::{blocks, cell, snippet};
use crate::document::credential::GrantKind;
use crate::document::text::Text;
use crate::rust::items::{Crate, Credential, Grant};

/// Returns the section; empty without grants.
pub(super) fn section(krate: &Crate) -> String {
    let all = krate.client.credentials.iter();
    let all = all.flat_map(|credential| credential.grants.iter().map(move |it| (credential, it)));
    let all: Vec<(&Credential, &Grant)> = all.collect();
    let Some((credential, _)) = all.first() else { return String::new() };
    let rows: Vec<[String; 4]> =
        all.iter().map(|(credential, grant)| row(credential, grant)).collect();
    blocks([
        "### Tokens by OAuth2",
        "The client requests access tokens itself when a call needs one. A token is cached until \
         shortly before it\nexpires, or until the API responds with status 401. Calls that need a token \
         at the same time share one\ntoken request, and clients created with `with()` share the cache.",
        &table(["Method", "Credential", "Token URL", "Environment variables"], &rows),
        scopes(&all),
        "The method of the credential also accepts an `OAuthGrant`, which has options. Token \
         requests use the\ntransport of the client, within the timeout of the call; if one fails, \
         `Error::token_error()` returns the\nreason.",
        &example(krate, credential),
    ])
}

fn row(credential: &Credential, grant: &Grant) -> [String; 4] {
    let arguments: Vec<&str> = grant.kind.arguments().iter().map(|it| it.name).collect();
    let env: Vec<String> = grant.env.iter().map(cell::code).collect();
    [
        format!("`{}({})`", grant.method, arguments.join(", ")),
        format!("`{}`", credential.method),
        cell::code(&grant.url),
        env.join(", "),
    ]
}

/// Returns a sentence about the scopes that are requested.
fn scopes(all: &[(&Credential, &Grant)]) -> &'static str {
    let has = |kind| all.iter().any(|(_, grant)| grant.kind == kind);
    match (has(GrantKind::ClientCredentials), has(GrantKind::RefreshToken)) {
        (true, true) => {
            "With client credentials, the client requests the scopes that the document lists for the \
             operation, unless\nothers are set; a token is used for all calls whose scopes it covers. \
             With a refresh token, it requests the\nscopes that the token was issued for."
        }
        (true, false) => {
            "The client requests the scopes that the document lists for the operation, unless others \
             are set; a token is\nused for all calls whose scopes it covers."
        }
        (false, _) => {
            "The client requests the scopes that the refresh token was issued for, unless others are set."
        }
    }
}

fn example(krate: &Crate, credential: &Credential) -> String {
    let (library, setter) = (krate.package.library(), &credential.method);
    let variable = &krate.client.variable;
    let scope = credential.flows.scopes.first().map(Text::quoted);
    let scopes = scope.map(|it| format!(".scopes([{it}])\n        ")).unwrap_or_default();
    let has = |kind| credential.flows.url(kind).is_some();
    let mut functions = Vec::new();
    if has(GrantKind::ClientCredentials) {
        functions.push(format!(
            "fn service(secret: Secret) -> Result<Client, BuildError> {{\n    \
             let grant = OAuthGrant::client_credentials(\"<id>\", secret)\n        \
             {scopes}.parameter(\"audience\", \"<audience>\");\n    \
             Client::builder().{setter}(grant).build()\n}}"
        ));
    }
    if has(GrantKind::RefreshToken) {
        functions.push(format!(
            "fn of_user({variable}: &Client, token: Secret) -> Result<Client, BuildError> {{\n    \
             let grant = OAuthGrant::refresh_token(token)\n        \
             .client(\"<id>\", \"<secret>\")\n        \
             .on_rotation(|next: Secret| async move {{\n            \
             // Keep `next.expose()`: the token before it may be refused from now on.\n        \
             }});\n    \
             {variable}.with().{setter}(grant).build()\n}}"
        ));
    }
    let imports = format!("use {library}::{{BuildError, Client, OAuthGrant, Secret}};");
    functions.insert(0, imports);
    snippet::fenced(&functions.join("\n\n"))
}
