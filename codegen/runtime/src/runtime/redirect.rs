//! Redirects, for a client that follows them (RFC 9110, 15.4).

use http::header::{ACCEPT, LOCATION, RANGE, USER_AGENT};
use http::uri::Scheme;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::Body;
use super::base_url::{has_port_in_range, is_loopback};

/// Whether redirects of this request can be followed: sending it twice changes nothing.
pub(crate) fn can_be_followed(request: &http::Request<Body>) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// The request to the target of a redirect. `None` if the response isn't a redirect, if the target
/// is less secure than the current URL, or if its URL is relative to a path.
pub(crate) fn next(
    mut request: http::Request<Body>,
    status: StatusCode,
    headers: &HeaderMap,
    allow_http: bool,
) -> Option<http::Request<Body>> {
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let here = request.uri();
    let there = resolve(here, headers.get(LOCATION)?.to_str().ok()?)?;
    let (scheme, authority) = (there.scheme()?, there.authority()?);
    let is_safe = *scheme == Scheme::HTTPS
        || *scheme == Scheme::HTTP
            && here.scheme() == Some(&Scheme::HTTP)
            && (allow_http || is_loopback(authority.host()));
    if !is_safe || authority.as_str().contains('@') || !has_port_in_range(authority) {
        return None;
    }
    if origin(here) != origin(&there) {
        // Another origin receives no data meant for the server. An API key in the query is dropped
        // as well, since the new URL has its own query.
        let sent = std::mem::take(request.headers_mut());
        let kept = sent.into_iter().filter_map(|(name, value)| Some((name?, value)));
        let kept = kept.filter(|(name, _)| [ACCEPT, RANGE, USER_AGENT].contains(name));
        *request.headers_mut() = kept.collect();
    }
    *request.uri_mut() = there;
    Some(request)
}

/// Resolves a URL reference against a base URL (RFC 3986, 5.2).
pub(crate) fn resolve(here: &Uri, reference: &str) -> Option<Uri> {
    let (scheme, authority) = (here.scheme_str()?, here.authority()?);
    let url = if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{}{reference}", here.path())
    } else {
        reference.to_owned()
    };
    Uri::try_from(url).ok()
}

/// The origin of a URL: scheme, host and port (RFC 6454, 4).
pub(crate) fn origin(uri: &Uri) -> Option<(Scheme, String, u16)> {
    let scheme = uri.scheme()?.clone();
    let default = if scheme == Scheme::HTTP { 80 } else { 443 };
    Some((scheme, uri.host()?.to_ascii_lowercase(), uri.port_u16().unwrap_or(default)))
}
