//! Resolution of the OAuth2 flows that don't need a user.

use openapiv3::SecurityScheme as Model;
use serde_json::Value;

use crate::api::extension;
use crate::document::credential::OAuthFlows;
use crate::document::text::Text;

/// Returns the flows of a security scheme, which are empty if it isn't `oauth2`. The URL for
/// refresh tokens comes from the first flow that has one: its `refreshUrl`, or else its `tokenUrl`.
/// The client credentials flow doesn't issue refresh tokens (RFC 6749, 4.4.3), unless it has a
/// `refreshUrl`.
pub(super) fn flows(scheme: &Model) -> OAuthFlows {
    let Model::OAuth2 { flows, .. } = scheme else { return OAuthFlows::default() };
    let code = flows.authorization_code.as_ref();
    let password = flows.password.as_ref();
    let implicit = flows.implicit.as_ref();
    let client = flows.client_credentials.as_ref();
    let device = flows.extensions.get(extension::DEVICE_AUTHORIZATION);
    let of_device = |key: &str| device?.get(key)?.as_str();

    let refresh = [
        code.and_then(|it| either(it.refresh_url.as_deref(), &it.token_url)),
        password.and_then(|it| either(it.refresh_url.as_deref(), &it.token_url)),
        of_device("refreshUrl").or_else(|| of_device("tokenUrl")),
        implicit.and_then(|it| it.refresh_url.as_deref()),
        client.and_then(|it| it.refresh_url.as_deref()),
    ];
    let of_device = device.and_then(|it| it.get("scopes")).and_then(Value::as_object);
    let listed = [
        client.map(|it| &it.scopes),
        code.map(|it| &it.scopes),
        password.map(|it| &it.scopes),
        implicit.map(|it| &it.scopes),
    ];
    let listed = listed.into_iter().flatten().flat_map(|scopes| scopes.keys());
    let mut scopes: Vec<Text> = Vec::new();
    for scope in listed.chain(of_device.into_iter().flat_map(|scopes| scopes.keys())) {
        if !scopes.iter().any(|it| *it == **scope) {
            scopes.push(Text::from(scope));
        }
    }
    OAuthFlows {
        client_credentials: client.and_then(|it| either(None, &it.token_url)).map(Text::from),
        refresh_token: refresh.into_iter().flatten().find(|it| !it.is_empty()).map(Text::from),
        scopes,
    }
}

/// Returns the first of two URLs that isn't empty. A URL that is missing in the document is empty.
fn either<'a>(refresh: Option<&'a str>, token: &'a str) -> Option<&'a str> {
    refresh.into_iter().chain([token]).find(|url| !url.is_empty())
}
