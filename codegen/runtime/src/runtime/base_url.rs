//! [`BaseUrl`]: the base URL of requests, and the checks of its parts.

use std::borrow::Cow;
use std::net::IpAddr;

use http::Uri;
use http::uri::{Authority, Scheme};

use super::path::{has_dot_segments, is_dot_segment};
use super::{BuildError, InvalidRequest};

/// The base URL that a client sends its requests to. The URLs have no slash at the end.
#[derive(Clone, Debug)]
pub(crate) enum BaseUrl {
    /// A server of the document; operations with their own server are sent to that one.
    Documented(String),
    /// A custom URL for all operations, such as a proxy or a local server. Relative servers of
    /// operations are resolved against it.
    Custom(String),
}

impl BaseUrl {
    /// Returns the base URL of a server of the document. A relative one is resolved against the URL
    /// `at` (OpenAPI 3.1, Server Object).
    ///
    /// # Errors
    /// The URL is invalid, or it is relative and `at` is missing.
    pub(crate) fn documented(
        server: &str,
        at: Option<&str>,
        allow_http: bool,
    ) -> Result<Self, BuildError> {
        let url = match at {
            _ if !is_relative(server) => Cow::Borrowed(server),
            Some(at) => Cow::Owned(resolve(at, server)),
            None => return Err(BuildError::RelativeServer { server: server.to_owned() }),
        };
        check_base_url(&url, allow_http).map(Self::Documented)
    }

    /// Returns a custom URL that replaces a server of the document. If that server is relative and
    /// the custom URL has no path, the path of the server is appended.
    ///
    /// # Errors
    /// The URL is invalid.
    pub(crate) fn custom(url: &str, server: &str, allow_http: bool) -> Result<Self, BuildError> {
        let url = check_base_url(url, allow_http)?;
        match is_relative(server) {
            false => Ok(Self::Custom(url)),
            true if host(&url) == url => Self::documented(server, Some(&url), allow_http),
            true => Ok(Self::Documented(url)),
        }
    }

    /// Returns the base URL of an operation, given its own server, if it has one.
    ///
    /// # Errors
    /// The operation's server is invalid.
    pub(crate) fn of(
        &self,
        server: Option<&str>,
        allow_http: bool,
    ) -> Result<Cow<'_, str>, InvalidRequest> {
        match (self, server) {
            (Self::Custom(url), Some(server)) if !is_relative(server) => Ok(Cow::Borrowed(url)),
            (url, None) => Ok(Cow::Borrowed(url.url())),
            (url, Some(server)) => {
                let own = Self::documented(server, Some(url.url()), allow_http);
                own.map(Self::into_url)
                    .map(Cow::Owned)
                    .map_err(|error| InvalidRequest::new(error.to_string()))
            }
        }
    }

    /// The URL of the client's server.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Documented(url) | Self::Custom(url) => url,
        }
    }

    fn into_url(self) -> String {
        match self {
            Self::Documented(url) | Self::Custom(url) => url,
        }
    }
}

/// Whether a server's URL is relative, that is, has no host.
pub(crate) fn is_relative(server: &str) -> bool {
    !server.contains("://")
}

/// Resolves a relative server URL against the root of another URL's host.
fn resolve(at: &str, server: &str) -> String {
    let slash = if server.is_empty() || server.starts_with('/') { "" } else { "/" };
    match (server.strip_prefix("//"), at.split_once("://")) {
        (Some(_), Some((scheme, _))) => format!("{scheme}:{server}"),
        _ => format!("{}{slash}{server}", host(at)),
    }
}

/// Returns a URL without its path.
fn host(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    url[start..].find('/').map_or(url, |at| &url[..start + at])
}

/// Checks a base URL and returns it without slashes at the end.
pub(crate) fn check_base_url(url: &str, allow_http: bool) -> Result<String, BuildError> {
    let refuse = |reason| Err(BuildError::BaseUrl { reason });
    let Ok(uri) = Uri::try_from(url) else {
        return refuse("it must be a URL that starts with `https://`");
    };
    let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
        return refuse("it must start with `https://`");
    };
    if authority.as_str().contains('@') {
        return refuse("it must not contain a user name or password");
    }
    if url.contains(['?', '#']) {
        return refuse("it must not have a query or fragment");
    }
    if authority.host().is_empty() {
        return refuse("it must have a host");
    }
    if !has_port_in_range(authority) {
        return refuse("its port must be a number from 1 to 65535");
    }
    if uri.path().contains('\\') {
        return refuse("its path must not contain a backslash");
    }
    if has_dot_segments(uri.path()) {
        return refuse("its path must not contain `.` or `..`");
    }
    if *scheme != Scheme::HTTPS && *scheme != Scheme::HTTP {
        return refuse("it must start with `https://`");
    }
    if *scheme == Scheme::HTTP && !allow_http && !is_loopback(authority.host()) {
        return refuse(
            "plain http shows the credentials to anyone on the way; use https, or `.allow_http()`",
        );
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Checks the value of a server variable (OpenAPI 3.1, Server Variable Object): it must be a part
/// of a host name or of a path segment, so that the URL keeps the structure of its template. The
/// document's default isn't checked.
///
/// # Errors
/// The value is invalid.
pub(crate) fn check_variable(
    name: &'static str,
    value: &str,
    default: &str,
) -> Result<(), BuildError> {
    let refuse = |reason| Err(BuildError::ServerVariable { name, reason });
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if value == default {
        return Ok(());
    }
    if value.is_empty() {
        return refuse("it is empty");
    }
    if !value.bytes().all(is_plain) {
        return refuse("it must consist of letters, digits, `-`, `.`, `_` and `~`");
    }
    if is_dot_segment(value) {
        return refuse("it must not be `.` or `..`");
    }
    Ok(())
}

/// Whether the port of an authority, if it has one, is valid.
pub(crate) fn has_port_in_range(authority: &Authority) -> bool {
    let Some(port) = authority.as_str().strip_prefix(authority.host()) else { return false };
    match port.strip_prefix(':') {
        Some("") | None => true,
        Some(port) => port.parse::<u16>().is_ok_and(|port| port > 0),
    }
}

/// Whether a host is a loopback address.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|it| it.to_canonical().is_loopback())
}
