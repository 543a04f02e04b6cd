//! Sends the request for a document and returns the document.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use codegen::internals::document::load::MAX_TEXT_BYTES;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::{Download, Limits, Request};

const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The connect timeout.
const CONNECT: Duration = Duration::from_secs(10);

/// The maximum number of redirects that are followed.
const REDIRECTS: usize = 10;

/// Downloads a document.
///
/// # Errors
///
/// An error with help, as text.
pub(crate) fn download(asked: &Request<'_>) -> Result<Download, String> {
    let document = fetch(asked, None)?;
    document.ok_or_else(|| unexpected(asked, StatusCode::NOT_MODIFIED))
}

/// Downloads a document; returns `None` if `etag` is the entity tag of its current version.
///
/// # Errors
///
/// An error with help, as text.
pub(crate) fn download_unless(
    asked: &Request<'_>,
    etag: Option<&str>,
) -> Result<Option<Download>, String> {
    match etag {
        Some(etag) => fetch(asked, Some(etag)),
        None => download(asked).map(Some),
    }
}

/// Returns the document, or `None` if the server responds that `etag` is still its entity tag
/// (304).
fn fetch(asked: &Request<'_>, etag: Option<&str>) -> Result<Option<Download>, String> {
    let Request { url: first, limits, setting, .. } = asked;
    let (start, protection) = (Instant::now(), Protection::of(limits));
    let mut url: Uri = first.parse().map_err(|error| {
        format!("error: `{first}` is not a URL: {error}\n  help: correct {setting}\n")
    })?;
    for _ in 0..=REDIRECTS {
        protection.check(&url)?;
        let left = timeout(limits).saturating_sub(start.elapsed());
        let response = request(&url, etag, left).map_err(|error| failed(asked, &error))?;
        match response.status() {
            StatusCode::OK => return document(asked, response).map(Some),
            StatusCode::NOT_MODIFIED => return Ok(None),
            status if status.is_redirection() => match target(&url, &response) {
                Some(target) => url = target,
                None => return Err(unexpected(asked, status)),
            },
            status => return Err(unexpected(asked, status)),
        }
    }
    Err(format!(
        "error: `{first}` redirects more than {REDIRECTS} times\n  help: correct {setting}\n"
    ))
}

fn timeout(limits: &Limits) -> Duration {
    Duration::from_secs(limits.timeout)
}

/// Sends a request to one URL. Redirects are not followed by the HTTP client, since each URL is
/// checked before anything is sent to it.
fn request(
    url: &Uri,
    etag: Option<&str>,
    timeout: Duration,
) -> Result<Response<Body>, ureq::Error> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let mut config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(timeout))
        .timeout_connect(Some(CONNECT))
        .user_agent(USER_AGENT);
    if is_loopback(url) {
        config = config.proxy(None);
    }
    let mut request = config.build().new_agent().get(url);
    if let Some(etag) = etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    request.call()
}

/// Returns the target of a redirect: another URL, or another path on the same server (RFC 9110,
/// 10.2.2).
fn target(from: &Uri, response: &Response<Body>) -> Option<Uri> {
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    let (scheme, host) = (from.scheme_str()?, from.authority()?);
    let absolute = match location {
        path if path.starts_with("//") => format!("{scheme}:{path}"),
        path if path.starts_with('/') => format!("{scheme}://{host}{path}"),
        url => url.to_owned(),
    };
    absolute.parse().ok().filter(|url: &Uri| url.host().is_some())
}

fn unexpected(asked: &Request<'_>, status: StatusCode) -> String {
    let Request { url, setting, file, .. } = asked;
    format!(
        "error: `{url}` returned the status {status} instead of a document\n  help: correct \
         {setting}, or download the document and pass it with `{file}`\n"
    )
}

/// Reads the body of a response as a document.
fn document(asked: &Request<'_>, response: Response<Body>) -> Result<Download, String> {
    let header = |name| response.headers().get(name).and_then(|it| it.to_str().ok());
    let etag = header(header::ETAG).map(str::to_owned);
    let length = header(header::CONTENT_LENGTH).and_then(|it| it.parse::<u64>().ok());
    if length.is_some_and(|length| length > MAX_TEXT_BYTES as u64) {
        return Err(too_large(asked));
    }
    let mut bytes = Vec::new();
    let mut body = response.into_body().into_reader().take(MAX_TEXT_BYTES as u64 + 1);
    body.read_to_end(&mut bytes).map_err(|error| interrupted(asked, error))?;
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(too_large(asked));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("error: the document at `{}` is not valid UTF-8 at byte {at}\n", asked.url)
    })?;
    let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
    if text.trim_start().starts_with('<') {
        return Err(format!(
            "error: `{}` returned an HTML or XML page instead of a YAML or JSON document\n  help: \
             look for a link to the document, such as `openapi.json`, on that page\n",
            asked.url
        ));
    }
    Ok(Download { place: asked.url.to_owned(), text, etag })
}

/// Describes an error of the body, in which the HTTP client wraps its own.
fn interrupted(asked: &Request<'_>, error: io::Error) -> String {
    failed(asked, &ureq::Error::from(error))
}

fn failed(asked: &Request<'_>, error: &ureq::Error) -> String {
    let Request { url, limits, file, .. } = asked;
    match error {
        ureq::Error::Timeout(_) => format!(
            "error: `{url}` did not send a complete response within {} s\n  help: run the command \
             again, or increase the limit with `--timeout SECONDS`\n",
            limits.timeout
        ),
        error => format!(
            "error: can't fetch `{url}`: {error}\n  help: check the URL and the connection, or \
             download the document and pass it with `{file}`\n"
        ),
    }
}

fn too_large(asked: &Request<'_>) -> String {
    let limit = MAX_TEXT_BYTES >> 20;
    let Request { url, setting, .. } = asked;
    format!(
        "error: the document at `{url}` is larger than {limit} MB\n  help: check that {setting} is \
         the URL of an OpenAPI document\n"
    )
}

/// The required protection of connections, since a document that is changed in transit becomes
/// code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protection {
    /// `https`, or `http` to the local machine.
    Https,
    /// Any connection.
    None,
}

impl Protection {
    fn of(limits: &Limits) -> Self {
        if limits.allow_http { Self::None } else { Self::Https }
    }

    fn check(self, url: &Uri) -> Result<(), String> {
        let is_fine = url.scheme_str() == Some("https") || is_loopback(url);
        if is_fine || self == Self::None { Ok(()) } else { Err(refused(&url.to_string())) }
    }
}

fn refused(url: &str) -> String {
    format!(
        "error: `{url}` is not secure: its scheme is not `https`\n  help: use an `https` URL, or \
         allow this one with `--allow-http`\n"
    )
}

/// Whether the host is the local machine.
fn is_loopback(url: &Uri) -> bool {
    let host = url.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_be_asked_without_tls() {
        for (url, is_fine) in [
            ("https://example.com/a", true),
            ("http://localhost:8080/a", true),
            ("http://127.0.0.1/a", true),
            ("http://127.8.0.1/a", true),
            ("http://[::1]:8080/a", true),
            ("http://example.com/a", false),
            ("http://localhost.example.com/a", false),
            ("http://127.0.0.1.example.com/a", false),
            ("http://127.0.0.1@example.com/a", false),
            ("http://10.0.0.1/a", false),
        ] {
            let url: Uri = url.parse().expect("a URL");
            assert_eq!(Protection::Https.check(&url).is_ok(), is_fine, "{url}");
            assert_eq!(Protection::None.check(&url), Ok(()));
        }
    }
}
