//! Resolution of pagination: by an extension of the operation, by the first rule of the
//! configuration that matches, or by the `Link` header of the response.

use openapiv3::Operation as Model;
use serde_json::Value;

use super::Resolver;
use crate::api::ir::{Api, PageArgument, PageStyle, Pagination, Unpaged};
use crate::config::{PageArgument as RuleArgument, PageRule};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::vendor::{DATADOG_PAGINATION, POLAR_PAGINATION, SPEAKEASY_PAGINATION};

impl Resolver<'_, '_> {
    /// Returns the pagination of an operation in the document's extensions.
    pub(super) fn pagination(&mut self, model: &Model, at: &JsonPointer) -> Option<Pagination> {
        let readers = [
            (SPEAKEASY_PAGINATION, speakeasy as Read),
            (POLAR_PAGINATION, polar),
            (DATADOG_PAGINATION, datadog),
        ];
        let (key, result) = readers
            .into_iter()
            .find_map(|(key, read)| Some((key, read(model.extensions.get(key)?))))?;
        match result {
            Ok(pagination) => Some(pagination),
            Err(reason) => {
                self.diagnostics.push(omitted(at, &format!("`{key}` {reason}")));
                None
            }
        }
    }
}

/// A function that parses an extension, or returns the part that isn't supported.
type Read = fn(&Value) -> Result<Pagination, String>;

/// Parses Speakeasy's extension: the inputs that are arguments, and JSONPaths in the page.
fn speakeasy(value: &Value) -> Result<Pagination, String> {
    let inputs = value.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let input = |kind: &str| {
        let mut inputs = inputs.iter().filter(|it| it["type"] == kind);
        inputs.find_map(|it| match (it["in"].as_str()?, it["name"].as_str()?) {
            ("parameters", name) => Some(PageArgument::Parameter(name.into())),
            ("requestBody", name) => Some(PageArgument::Body(names(name))),
            _ => None,
        })
    };
    let styles =
        [("page", PageStyle::Page), ("offset", PageStyle::Offset), ("cursor", PageStyle::Cursor)];
    let found = styles.into_iter().find_map(|(kind, style)| Some((style, input(kind)?)));
    let (style, page_argument) = found.ok_or("has no page, offset or cursor among its inputs")?;
    let output = |name: &str| match value["outputs"].get(name).and_then(Value::as_str) {
        Some(text) => path(text)
            .map(Some)
            .ok_or_else(|| format!("has a path that does not lead to a property, `{text}`")),
        None => Ok(None),
    };
    let end = match style {
        PageStyle::Page => output("numPages")?.unwrap_or_default(),
        PageStyle::Offset => Vec::new(),
        _ => output("nextCursor")?.ok_or("has no `nextCursor`")?,
    };
    let items = output("results")?.ok_or("has no `results`")?;
    Ok(Pagination { style, page_argument, first: None, items, end, rule: None })
}

/// Parses Datadog's extension: names of parameters, or of properties after `body.`, and dotted
/// paths.
fn datadog(value: &Value) -> Result<Pagination, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let page_argument = |name: &str| match name.strip_prefix("body.") {
        Some(path) => PageArgument::Body(names(path)),
        None => PageArgument::Parameter(name.into()),
    };
    let styles = [
        ("cursorParam", PageStyle::Cursor),
        ("pageParam", PageStyle::Page),
        ("pageOffsetParam", PageStyle::Offset),
    ];
    let found =
        styles.into_iter().find_map(|(key, style)| Some((style, page_argument(text(key)?))));
    let (style, page_argument) =
        found.ok_or("has none of `cursorParam`, `pageParam` and `pageOffsetParam`")?;
    let end = match style {
        PageStyle::Cursor => names(text("cursorPath").ok_or("has no `cursorPath`")?),
        _ => Vec::new(),
    };
    let items = names(text("resultsPath").ok_or("has no `resultsPath`")?);
    let first = value.get("pageStart").map_or(Some(0), Value::as_i64);
    Ok(Pagination { style, page_argument, first, items, end, rule: None })
}

/// Splits a dotted path.
fn names(path: &str) -> Vec<Text> {
    path.split('.').filter(|it| !it.is_empty()).map(Text::from).collect()
}

/// Parses Polar's extension, which names the only convention it has.
fn polar(value: &Value) -> Result<Pagination, String> {
    match value["type"].as_str() {
        Some("page_limit") => Ok(Pagination {
            style: PageStyle::Page,
            page_argument: PageArgument::Parameter("page".into()),
            first: None,
            items: vec!["items".into()],
            end: vec!["pagination".into(), "max_page".into()],
            rule: None,
        }),
        Some(other) => Err(format!("has the type `{other}`")),
        None => Err("has no type".to_owned()),
    }
}

/// Parses a path such as `$.a.b`, or returns `None` if it contains more than property names.
fn path(text: &str) -> Option<Vec<Text>> {
    let rest = text.strip_prefix('$')?;
    let is_name = |name: &str| !name.is_empty() && !name.contains(['[', ']', '*', '@', '?', '\'']);
    if rest.is_empty() {
        return Some(Vec::new());
    }
    let names: Vec<&str> = rest.strip_prefix('.')?.split('.').collect();
    names.iter().all(|name| is_name(name)).then(|| names.into_iter().map(Text::from).collect())
}

/// Keeps the pagination of the extension if the operation supports it. Operations without an
/// extension get the first matching rule.
pub(super) fn apply_rules(api: &mut Api, rules: &[PageRule], diagnostics: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let resolved = match &operation.pagination {
            Some(pagination) => match api.check_pages(operation, pagination) {
                Ok(()) => continue,
                Err(lack) => {
                    let lack = missing_part(lack, pagination);
                    diagnostics.push(omitted(&operation.pointer, &lack));
                    None
                }
            },
            None => {
                let rules = rules.iter().enumerate().map(|(index, rule)| by_rule(index, rule));
                let (mut fits, mut uncountable) = (None, None);
                for rule in rules {
                    match api.check_pages(operation, &rule) {
                        Ok(()) => fits = fits.or(Some(rule)),
                        Err(Unpaged::Uncountable) => uncountable = uncountable.or(Some(rule)),
                        Err(_) => {}
                    }
                }
                let resolved = fits.or_else(|| api.linked_pages(operation));
                if let (None, Some(rule)) = (&resolved, uncountable) {
                    diagnostics.push(uncounted(&operation.pointer, &rule));
                }
                resolved
            }
        };
        api.operations[index].pagination = resolved;
    }
}

fn by_rule(index: usize, rule: &PageRule) -> Pagination {
    use crate::config::PageStyle as Word;
    Pagination {
        style: match rule.style {
            Word::Page => PageStyle::Page,
            Word::Offset => PageStyle::Offset,
            Word::Cursor => PageStyle::Cursor,
            Word::Link => PageStyle::Link,
            Word::LastItem => PageStyle::LastItem(Text::from(&rule.id)),
            Word::LinkHeader => PageStyle::LinkHeader,
        },
        page_argument: match &rule.page_argument {
            Some(RuleArgument::Parameter(name)) => PageArgument::Parameter(name.into()),
            Some(RuleArgument::Body(names)) => {
                PageArgument::Body(names.iter().map(Text::from).collect())
            }
            None => PageArgument::Url,
        },
        first: rule.first,
        items: rule.items.iter().map(Text::from).collect(),
        end: rule.end.iter().map(Text::from).collect(),
        rule: Some(index),
    }
}

fn missing_part(lack: Unpaged, pagination: &Pagination) -> String {
    let place = |path: &[Text]| {
        let names: Vec<String> = path.iter().map(Text::line).collect();
        format!("`{}`", names.join("."))
    };
    match lack {
        Unpaged::Parameter => {
            format!(
                "the operation has no {} that requests a page",
                argument(&pagination.page_argument)
            )
        }
        Unpaged::Uncountable => {
            format!("the {} can't be counted", argument(&pagination.page_argument))
        }
        Unpaged::Response => {
            "the operation does not have exactly one successful response, in JSON".to_owned()
        }
        Unpaged::Items => format!("a page has no array in {}", place(&pagination.items)),
        Unpaged::End => {
            format!(
                "a page does not specify in {} whether another page follows",
                place(&pagination.end)
            )
        }
    }
}

fn argument(page_argument: &PageArgument) -> String {
    match page_argument {
        PageArgument::Parameter(name) => format!("parameter `{}`", name.line()),
        PageArgument::Body(names) => {
            let names: Vec<String> = names.iter().map(Text::line).collect();
            format!("property `{}` of the body", names.join("."))
        }
        PageArgument::Url => "URL".to_owned(),
    }
}

/// Returns the warning about a rule that matches except for the type of its argument.
fn uncounted(at: &JsonPointer, rule: &Pagination) -> Diagnostic {
    let message =
        format!("{}: the operation is not paginated", missing_part(Unpaged::Uncountable, rule));
    Diagnostic::warning(Code::Unsupported, at, message)
        .help("give it the type `integer` in an overlay")
}

fn omitted(at: &JsonPointer, reason: &str) -> Diagnostic {
    let message = format!("{reason}: the operation is not paginated");
    Diagnostic::warning(Code::Unsupported, at, message)
        .help("correct the extension with an overlay, or remove it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_properties() {
        assert_eq!(path("$"), Some(Vec::new()));
        assert_eq!(path("$.a.b_c"), Some(vec!["a".into(), "b_c".into()]));
        for text in ["", "a", "$a", "$.", "$.a[-1].id", "$..a", "$.a.*"] {
            assert_eq!(path(text), None, "{text}");
        }
    }
}
