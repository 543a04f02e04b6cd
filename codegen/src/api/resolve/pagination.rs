//! How operations answer page by page: what `x-speakeasy-pagination` or `x-polar-pagination` says,
//! else the first rule of the configuration that fits.

use openapiv3::Operation as Model;
use serde_json::Value;

use super::Resolver;
use crate::api::ir::{Api, PageStyle, Pagination, Unpaged};
use crate::config::PageRule;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

const SPEAKEASY: &str = "x-speakeasy-pagination";
const POLAR: &str = "x-polar-pagination";

impl Resolver<'_, '_> {
    /// What the document says of an operation's pages.
    pub(super) fn pagination(&mut self, model: &Model, at: &JsonPointer) -> Option<Pagination> {
        let (key, said) = [(SPEAKEASY, speakeasy as Read), (POLAR, polar)]
            .into_iter()
            .find_map(|(key, read)| Some((key, read(model.extensions.get(key)?))))?;
        match said {
            Ok(pagination) => Some(pagination),
            Err(reason) => {
                self.diagnostics.push(left_out(at, &format!("`{key}` {reason}")));
                None
            }
        }
    }
}

/// Reads an extension; says what of it is not known here.
type Read = fn(&Value) -> Result<Pagination, String>;

/// Speakeasy's extension: the inputs that are parameters, and JSON paths to what the page says.
fn speakeasy(value: &Value) -> Result<Pagination, String> {
    let inputs = value.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let input = |kind: &str| {
        let mut inputs = inputs.iter().filter(|it| it["in"] == "parameters" && it["type"] == kind);
        inputs.next()?["name"].as_str()
    };
    let styles =
        [("page", PageStyle::Page), ("offset", PageStyle::Offset), ("cursor", PageStyle::Cursor)];
    let found = styles.into_iter().find_map(|(kind, style)| Some((style, input(kind)?)));
    let (style, parameter) = found.ok_or("has no page, offset or cursor among its parameters")?;
    let output = |name: &str| match value["outputs"].get(name).and_then(Value::as_str) {
        Some(text) => path(text)
            .map(Some)
            .ok_or_else(|| format!("has a path that does not lead to a property, `{text}`")),
        None => Ok(None),
    };
    let end = match style {
        PageStyle::Page => output("numPages")?.unwrap_or_default(),
        PageStyle::Offset => Vec::new(),
        PageStyle::Cursor | PageStyle::Link => {
            output("nextCursor")?.ok_or("does not say `nextCursor`")?
        }
    };
    let items = output("results")?.ok_or("does not say `results`")?;
    Ok(Pagination { style, parameter: Text::from(parameter), items, end, rule: None })
}

/// Polar's extension, which names its one convention.
fn polar(value: &Value) -> Result<Pagination, String> {
    match value["type"].as_str() {
        Some("page_limit") => Ok(Pagination {
            style: PageStyle::Page,
            parameter: "page".into(),
            items: vec!["items".into()],
            end: vec!["pagination".into(), "max_page".into()],
            rule: None,
        }),
        Some(other) => Err(format!("has the type `{other}`")),
        None => Err("has no type".to_owned()),
    }
}

/// The names in `$.a.b`; none where the path leads elsewhere than to properties.
fn path(text: &str) -> Option<Vec<Text>> {
    let rest = text.strip_prefix('$')?;
    let is_name = |name: &str| !name.is_empty() && !name.contains(['[', ']', '*', '@', '?', '\'']);
    if rest.is_empty() {
        return Some(Vec::new());
    }
    let names: Vec<&str> = rest.strip_prefix('.')?.split('.').collect();
    names.iter().all(|name| is_name(name)).then(|| names.into_iter().map(Text::from).collect())
}

/// Keeps what the document says where it is so, and else takes a rule that fits.
pub(super) fn settle(api: &mut Api, rules: &[PageRule], diagnostics: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let settled = match &operation.pagination {
            Some(said) => match api.check_pages(operation, said) {
                Ok(()) => continue,
                Err(lack) => {
                    let lack = lacks(lack, said);
                    diagnostics.push(left_out(&operation.pointer, &lack));
                    None
                }
            },
            None => {
                let rules = rules.iter().enumerate().map(|(index, rule)| by_rule(index, rule));
                let mut rules = rules.filter(|rule| api.check_pages(operation, rule).is_ok());
                rules.next()
            }
        };
        api.operations[index].pagination = settled;
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
        },
        parameter: Text::from(&rule.parameter),
        items: rule.items.iter().map(Text::from).collect(),
        end: rule.end.iter().map(Text::from).collect(),
        rule: Some(index),
    }
}

fn lacks(lack: Unpaged, said: &Pagination) -> String {
    let place = |path: &[Text]| {
        let names: Vec<String> = path.iter().map(Text::line).collect();
        format!("`{}`", names.join("."))
    };
    match lack {
        Unpaged::Parameter => {
            format!(
                "the operation has no parameter `{}` to ask for a page with",
                said.parameter.line()
            )
        }
        Unpaged::Answer => "the operation does not answer with pages in JSON alone".to_owned(),
        Unpaged::Items => format!("a page has no array in {}", place(&said.items)),
        Unpaged::End => format!("a page does not say in {} what follows it", place(&said.end)),
    }
}

fn left_out(at: &JsonPointer, reason: &str) -> Diagnostic {
    let message = format!("{reason}: there is no stream of its pages");
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
