//! The tokens of a source file: identifiers outside literals, and the documentation of each item,
//! joined as in rustdoc.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::payloads::CANARY;

/// Macros whose first argument is a format string, which can refer to variables.
const FORMATS: &[&str] =
    &["format", "print", "println", "eprint", "eprintln", "write", "writeln", "panic"];

/// The findings in a source file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Identifiers that a payload has injected into code.
    pub(super) identifiers: Vec<String>,
    /// The documentation of each item, as Markdown.
    pub(super) documentation: Vec<String>,
}

/// Searches all tokens.
pub(super) fn findings(stream: TokenStream) -> Findings {
    let mut findings = Findings::default();
    findings.walk(stream);
    findings
}

impl Findings {
    fn walk(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut lines: Vec<String> = Vec::new();
        let mut is_inner = false;
        let mut at = 0;
        while at < tokens.len() {
            if let Some(attribute) = attribute(&tokens[at..]) {
                if attribute.is_inner != is_inner {
                    self.item(std::mem::take(&mut lines));
                }
                is_inner = attribute.is_inner;
                match doc(attribute.group) {
                    Some(text) => lines.push(text),
                    None => self.walk(attribute.group.stream()),
                }
                at += attribute.tokens;
                continue;
            }
            if is_example(&tokens[at]) {
                // Code for the template in `operation`.
                lines.clear();
            }
            self.item(std::mem::take(&mut lines));
            match &tokens[at] {
                TokenTree::Ident(name) if name.to_string().contains(CANARY) => {
                    self.identifiers.push(name.to_string());
                }
                TokenTree::Group(group) => {
                    if let Some(name) = macro_name(&tokens[..at]) {
                        self.expansion(&name, group);
                    }
                    self.walk(group.stream());
                }
                _ => {}
            }
            at += 1;
        }
        self.item(lines);
    }

    fn item(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.documentation.push(unindented(&lines));
        }
    }

    /// Adds the documentation that the runtime's macros create from their arguments, in addition to
    /// the documentation of the rows.
    fn expansion(&mut self, name: &str, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        match name {
            "operation" => {
                let lines = operation(&tokens);
                self.item(lines);
            }
            "resource" => {
                let title = tokens.iter().find_map(text).unwrap_or_default();
                self.item(vec![format!("The operations of {title}.")]);
            }
            format if FORMATS.contains(&format) => {
                let text = tokens.iter().find_map(text).unwrap_or_default();
                if text.contains(CANARY) {
                    self.identifiers.push(format!("{name}!({text:?})"));
                }
            }
            _ => {}
        }
    }
}

/// Returns the documentation of an operation's function, as written by `operation!`.
fn operation(tokens: &[TokenTree]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = tokens;
    while let Some(attribute) = attribute(rest) {
        lines.extend(doc(attribute.group));
        rest = &rest[attribute.tokens..];
    }
    lines.extend(example(rest));
    let groups = [
        ("required", "\n # Arguments\n"),
        ("optional", "\n # Optional parameters\n"),
        ("errors", "\n # Errors\n"),
    ];
    for (keyword, heading) in groups {
        let start = rest.iter().position(|it| matches!(it, TokenTree::Ident(it) if it == keyword));
        let rows = start.and_then(|start| {
            rest[start..].iter().find_map(|it| match it {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
                _ => None,
            })
        });
        let Some(rows) = rows else { continue };
        lines.push(heading.to_owned());
        match keyword {
            "optional" => lines.extend(indented_items(rows)),
            _ => lines.extend(items(rows)),
        }
    }
    lines
}

/// Returns the example of an operation: its statement, which is the documentation of the last row,
/// in the template of the macro.
fn example(tokens: &[TokenTree]) -> Vec<String> {
    let mut lines = vec!["\n # Example\n\n ```no_run".to_owned()];
    let Some(end) = tokens.iter().position(is_example) else { return Vec::new() };
    let is_group =
        |it: &TokenTree| matches!(it, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace);
    let mut rest = &tokens[tokens[..end].iter().rposition(is_group).map_or(0, |at| at + 1)..end];
    while let Some(attribute) = attribute(rest) {
        lines.extend(doc(attribute.group));
        rest = &rest[attribute.tokens..];
    }
    lines.push(" ```".to_owned());
    lines
}

/// Whether a token is the keyword of the row with an example.
fn is_example(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(it) if it == "example")
}

/// Returns the rows of a group as list items, each with its documentation inside, line by line.
fn indented_items(rows: &Group) -> Vec<String> {
    let tokens: Vec<TokenTree> = rows.stream().into_iter().collect();
    let (mut items, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match attribute(&tokens[at..]) {
            Some(attribute) => {
                if at == 0 || !matches!(&tokens[at - 1], TokenTree::Group(_)) {
                    items.push(" - item".to_owned());
                }
                items.extend(doc(attribute.group).map(|it| format!("  {it}")));
                at += attribute.tokens;
            }
            None => at += 1,
        }
    }
    items
}

/// Returns the rows of a group as list items, each followed by its documentation on one line.
fn items(rows: &Group) -> Vec<String> {
    let tokens: Vec<TokenTree> = rows.stream().into_iter().collect();
    let (mut items, mut said) = (Vec::new(), String::new());
    let mut at = 0;
    while at < tokens.len() {
        match attribute(&tokens[at..]) {
            Some(attribute) => {
                said.push_str(&doc(attribute.group).unwrap_or_default());
                at += attribute.tokens;
            }
            None => {
                if !said.is_empty() {
                    items.push(format!(" - `{}` {}", tokens[at], std::mem::take(&mut said)));
                }
                at += 1;
            }
        }
    }
    items
}

struct Attribute<'t> {
    group: &'t Group,
    is_inner: bool,
    tokens: usize,
}

/// Returns the attribute at the start of tokens.
fn attribute(tokens: &[TokenTree]) -> Option<Attribute<'_>> {
    let is =
        |it: &TokenTree, mark: char| matches!(it, TokenTree::Punct(it) if it.as_char() == mark);
    let (group, is_inner) = match tokens {
        [hash, TokenTree::Group(group), ..] if is(hash, '#') => (group, false),
        [hash, bang, TokenTree::Group(group), ..] if is(hash, '#') && is(bang, '!') => {
            (group, true)
        }
        _ => return None,
    };
    let is_attribute = group.delimiter() == Delimiter::Bracket;
    is_attribute.then_some(Attribute { group, is_inner, tokens: if is_inner { 3 } else { 2 } })
}

/// Returns the text of `doc = "..."`.
fn doc(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    match tokens.next()? {
        TokenTree::Ident(name) if name == "doc" => {}
        _ => return None,
    }
    text(&tokens.nth(1)?)
}

/// Returns the value of a string literal.
fn text(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Returns the name of the macro whose arguments follow.
fn macro_name(before: &[TokenTree]) -> Option<String> {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(bang)] if bang.as_char() == '!' => {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// Removes the common indentation of all lines (rustdoc, "unindent").
fn unindented(parts: &[String]) -> String {
    let lines: Vec<&str> = parts
        .iter()
        .flat_map(|part| if part.is_empty() { vec![""] } else { part.lines().collect() })
        .collect();
    let white = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let indent = lines.iter().filter(|it| !it.trim().is_empty()).map(white).min().unwrap_or(0);
    let line = |line: &str| if line.trim().is_empty() { line } else { &line[indent..] }.to_owned();
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
}
