//! [`Urls`]: the parsed URLs of requests.

use std::fmt::{self, Write as _};
use std::sync::OnceLock;

use http::Uri;
use reqwest::Url;

use super::BoxError;

/// Parses the URLs of requests. Parsing the scheme and the host costs more than the rest of a URL,
/// so the first server is kept. Without `Debug`, since a URL may contain a password.
#[derive(Default)]
pub(super) struct Urls {
    first: OnceLock<Server>,
}

/// The part of a URL before the path.
struct Server {
    scheme: String,
    authority: String,
    url: Url,
}

impl Urls {
    /// Parses the URL of a request (WHATWG URL, 4.4).
    pub(super) fn parse(&self, uri: &Uri) -> Result<Url, BoxError> {
        let (scheme, authority) = parts(uri);
        if let Some(server) = self.first.get().filter(|it| it.is(scheme, authority)) {
            let mut url = server.url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let url = Url::parse(&text(uri)?)?;
        self.first.get_or_init(|| {
            let mut url = url.clone();
            url.set_path("");
            url.set_query(None);
            Server { scheme: scheme.to_owned(), authority: authority.to_owned(), url }
        });
        Ok(url)
    }
}

impl Server {
    fn is(&self, scheme: &str, authority: &str) -> bool {
        self.scheme == scheme && self.authority == authority
    }
}

fn parts(uri: &Uri) -> (&str, &str) {
    let authority = uri.authority().map_or("", |it| it.as_str());
    (uri.scheme_str().unwrap_or_default(), authority)
}

/// Returns the text of a URI, with one allocation.
fn text(uri: &Uri) -> Result<String, fmt::Error> {
    let (scheme, authority) = parts(uri);
    let target = uri.path_and_query().map_or(0, |it| it.as_str().len());
    let mut text = String::with_capacity(scheme.len() + "://".len() + authority.len() + target);
    write!(text, "{uri}")?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paths and queries with everything that a parser of URLs changes.
    const TARGETS: &[&str] = &[
        "",
        "/",
        "/a",
        "/a/",
        "//a",
        "/a//b",
        "/a?b=c",
        "/?",
        "/a?",
        "/a?b?c",
        "/a;b=c/d",
        "/%2e",
        "/a/%2E%2e/b",
        "/a/./b",
        "/a/../b",
        "/..",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/a|b",
        "/a^b",
        "/a`b",
        "/a\"b",
        "/{a}",
        "/[a]",
        "/a'b?c'd",
        "/a?b=%20+%2B&c=\"d\"",
        "/é",
        "/a?é=é",
        "/a:b@c",
        "/a?b=/../c",
        "/%",
        "/a%zz?%zz",
    ];

    #[test]
    fn a_url_with_the_kept_server_is_the_parsed_url() {
        let servers = [
            "https://api.example.com",
            "http://127.0.0.1:8080",
            "https://[::1]:1",
            "https://EXAMPLE.com:443",
            "https://user:pass@example.com",
            "https://User:Pass@example.com",
        ];
        let mut compared = 0;
        for first in servers {
            let urls = Urls::default();
            urls.parse(&Uri::from_static(first)).expect("a URL");
            for (server, target) in
                servers.iter().flat_map(|it| TARGETS.iter().map(move |target| (it, target)))
            {
                let Ok(uri) = Uri::try_from(format!("{server}{target}")) else { continue };
                let expected = Url::parse(&uri.to_string()).expect("a URL");
                assert_eq!(urls.parse(&uri).expect("a URL"), expected, "{uri} after {first}");
                compared += 1;
            }
        }
        assert!(compared > servers.len() * TARGETS.len(), "{compared}");
    }
}
