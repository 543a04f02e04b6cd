//! Cells of tables: converts Markdown that is safe for rustdoc to a single line.

use crate::document::text::{Text, inline_code};
use crate::rust::items::Docs;

/// Returns a description followed by its constraints.
pub(super) fn description(docs: &Docs) -> String {
    let mut parts = vec![line(&docs.description)];
    parts.extend(docs.constraints.iter().map(|it| format!("{}.", line(it))));
    parts.retain(|part| !part.is_empty());
    parts.join("<br>")
}

/// Returns the examples, next to each other.
pub(super) fn examples(docs: &Docs) -> String {
    let examples: Vec<String> = docs.examples.iter().map(|it| pipes(it)).collect();
    examples.join(", ")
}

/// Returns the marker of a required or optional value.
pub(super) fn required(is_required: bool) -> String {
    let mark = if is_required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
    mark.to_owned()
}

/// Converts Markdown to one line: paragraphs, items and lines of code are separated by `<br>`.
pub(super) fn line(markdown: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut is_open = false;
    for source in markdown.lines() {
        let text = source.trim();
        let marks = fence_marks(text);
        match fence {
            Some(open) if marks.is_some_and(|it| it.starts_with(open)) && marks == Some(text) => {
                fence = None;
                is_open = false;
            }
            Some(_) if text.is_empty() => {}
            Some(_) => lines.push(inline_code(text)),
            None if marks.is_some() => fence = marks,
            None if text.is_empty() => is_open = false,
            None => {
                let text = if is_rule(text) { "" } else { heading(text) };
                let (text, breaks) = hard_break(text);
                match lines.last_mut() {
                    Some(last) if is_open && !starts_block(text) => {
                        last.push(' ');
                        last.push_str(text);
                    }
                    _ => lines.push(text.to_owned()),
                }
                is_open = !breaks && !text.is_empty();
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    pipes(&lines.join("<br>"))
}

/// Returns the headings of Markdown, without markup.
pub(super) fn headings(markdown: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<&str> = None;
    markdown.lines().map(str::trim).filter_map(move |line| {
        let marks = fence_marks(line);
        match fence {
            Some(open) if marks.is_some_and(|it| it.starts_with(open)) && marks == Some(line) => {
                fence = None;
            }
            Some(_) => {}
            None if marks.is_some() => fence = marks,
            None => return Some(heading(line)).filter(|text| text.len() < line.len()),
        }
        None
    })
}

/// Returns a string as the quoted value of an attribute in an HTML comment, which it can't end.
pub(super) fn attribute(text: &Text) -> String {
    text.json().replace("--", "\\u002d\\u002d")
}

/// Returns Markdown inline code for a cell.
pub(super) fn code(text: &Text) -> String {
    pipes(&text.code())
}

/// Escapes each unescaped `|`, including those in code (GFM 0.29, 4.10).
pub(super) fn pipes(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_escaped = false;
    for symbol in text.chars() {
        if symbol == '|' && !is_escaped {
            escaped.push('\\');
        }
        is_escaped = symbol == '\\' && !is_escaped;
        escaped.push(symbol);
    }
    escaped
}

/// Returns the characters of a line that open or close a code block.
fn fence_marks(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let end = line.find(|symbol| symbol != mark).unwrap_or(line.len());
    (end >= 3 && !line[end..].contains('`')).then(|| &line[..end])
}

/// Returns `true` for a line that doesn't continue the previous one.
fn starts_block(line: &str) -> bool {
    let number = line.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
    let is_number =
        number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "));
    ["- ", "* ", "+ ", "> ", "|"].iter().any(|start| line.starts_with(start)) || is_number
}

/// Returns a heading's text, and other lines unchanged.
fn heading(line: &str) -> &str {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if (1..=6).contains(&level) && text.starts_with(' ') { text.trim_start() } else { line }
}

/// Returns `true` for a rule, or the delimiter row of a table.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|symbol| "-|: ".contains(symbol))
}

/// Removes the backslash of a hard line break, and returns whether there was one.
fn hard_break(line: &str) -> (&str, bool) {
    let backslashes = line.len() - line.trim_end_matches('\\').len();
    if backslashes % 2 == 1 { (&line[..line.len() - 1], true) } else { (line, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pipes_are_escaped_once() {
        for (text, expected) in
            [("a|b", r"a\|b"), ("`a|b`", r"`a\|b`"), (r"a\|b", r"a\|b"), (r"a\\|b", r"a\\\|b")]
        {
            assert_eq!(pipes(text), expected);
        }
    }

    #[test]
    fn blocks_are_divided_by_line_breaks() {
        for (markdown, expected) in [
            ("one\ntwo", "one two"),
            ("one\n\ntwo", "one<br>two"),
            ("one:\n- a\n- b\n  c", "one:<br>- a<br>- b c"),
            (
                "one:\n\n```text\nfn main() {}\n\n# x\n```\n\ntwo",
                "one:<br>`fn main() {}`<br>`# x`<br>two",
            ),
            ("#### Title\ntext", "Title text"),
            ("one\\\ntwo", "one<br>two"),
            ("", ""),
        ] {
            assert_eq!(line(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn any_text_is_code() {
        assert_eq!(code(&"a`b".into()), "`` a`b ``");
        assert_eq!(code(&"a|b\nc".into()), r"`a\|b\nc`");
    }

    #[test]
    fn constraints_follow_the_description() {
        let docs = Docs {
            description: "A name.".to_owned(),
            constraints: vec!["At most 3 characters".to_owned(), "Pattern: `a|b`".to_owned()],
            examples: vec!["`x|y`".to_owned(), "`z`".to_owned()],
        };
        assert_eq!(description(&docs), r"A name.<br>At most 3 characters.<br>Pattern: `a\|b`.");
        assert_eq!(examples(&docs), r"`x\|y`, `z`");
    }
}
