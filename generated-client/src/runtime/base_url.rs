//! What the server's URL may be.

use std::net::IpAddr;

use http::Uri;
use http::uri::Scheme;

use super::BuildError;

/// Gives the URL without slashes at the end.
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
    if uri.path().split('/').any(|segment| matches!(segment, "." | "..")) {
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

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
