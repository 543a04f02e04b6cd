//! Links to the next page: `Link: <..>; rel="next"` (RFC 8288).

use http::header::LINK;
use http::{HeaderMap, Uri};

use crate::runtime::redirect::{origin, resolve};
use crate::runtime::security::{Scheme, SchemeKind};
use crate::runtime::style::Escape;
use crate::runtime::{InvalidRequest, media_type};

/// The target of the first link whose relation is `next` and whose context is the page itself.
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    let fields = headers.get_all(LINK).iter().filter_map(|it| it.to_str().ok());
    fields.flat_map(links).find_map(|link| {
        let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
        let mut relation = None;
        for (name, value) in media_type::parameters(parameters) {
            match &*name.to_ascii_lowercase() {
                // The context of the link is another page.
                "anchor" => return None,
                "rel" => relation = relation.or(Some(value)),
                _ => {}
            }
        }
        let mut relations = relation.as_deref()?.split_ascii_whitespace();
        relations.any(|it| it.eq_ignore_ascii_case("next")).then_some(target.trim())
    })
}

/// The links of a header field: the parts between commas that are neither in a URL nor in quotes.
fn links(field: &str) -> impl Iterator<Item = &str> {
    let (mut is_url, mut is_quoted, mut is_escaped) = (false, false, false);
    field.split(move |character| {
        match character {
            _ if is_escaped => is_escaped = false,
            '"' if !is_url => is_quoted = !is_quoted,
            '\\' if is_quoted => is_escaped = true,
            '<' if !is_quoted => is_url = true,
            '>' if !is_quoted => is_url = false,
            _ => {}
        }
        character == ',' && !is_url && !is_quoted
    })
}

/// Resolves a link of the page at `here`, and removes the API keys of these schemes from it.
///
/// # Errors
/// The target has another origin, which must not receive the credentials.
pub(crate) fn page_url(
    here: &Uri,
    target: &str,
    schemes: &[Scheme],
) -> Result<Uri, InvalidRequest> {
    let refuse = |why: &str| InvalidRequest::new(format!("the link to the next page {why}"));
    let target = target.split('#').next().unwrap_or_default();
    let there = resolve(here, target).ok_or_else(|| refuse("is not a URL"))?;
    if origin(here).is_none() || origin(here) != origin(&there) {
        return Err(refuse("leads to another origin"));
    }
    let is_key = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        let of = |it: &Scheme| matches!(it.kind, SchemeKind::ApiKeyQuery(key) if Escape::Percent.apply(key) == name);
        schemes.iter().any(of)
    };
    let query = there.query().unwrap_or_default().split('&').filter(|it| !is_key(it));
    let query = query.collect::<Vec<_>>().join("&");
    with_query(here, there.path(), &query).ok_or_else(|| refuse("is not a URL"))
}

/// The URL with these pairs appended to its query.
pub(crate) fn with_pairs(url: &Uri, pairs: &[String]) -> Option<Uri> {
    let query = url.query().filter(|it| !it.is_empty());
    let all: Vec<&str> = query.into_iter().chain(pairs.iter().map(String::as_str)).collect();
    with_query(url, url.path(), &all.join("&"))
}

fn with_query(origin: &Uri, path: &str, query: &str) -> Option<Uri> {
    let mark = if query.is_empty() { "" } else { "?" };
    let mut parts = origin.clone().into_parts();
    parts.path_and_query = Some(format!("{path}{mark}{query}").parse().ok()?);
    Uri::from_parts(parts).ok()
}
