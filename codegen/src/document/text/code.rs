//! Escaping of strings as Markdown inline code.

use super::visible_line;

/// Formats any string as inline code (CommonMark 0.31, 6.1): on one line, with as many backticks as
/// needed.
pub fn inline_code(text: &str) -> String {
    let line = visible_line(text);
    let longest_run = line.split(|symbol| symbol != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    // Markdown strips one space on each side.
    let is_padded =
        longest_run > 0 || line.is_empty() || line.starts_with(' ') || line.ends_with(' ');
    let padding = if is_padded { " " } else { "" };
    format!("{fence}{padding}{line}{padding}{fence}")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser};

    use super::*;

    #[test]
    fn any_text_is_one_span_of_code() {
        for (text, shown) in [
            ("a", "a"),
            ("a`b``c", "a`b``c"),
            ("```rust", "```rust"),
            ("\n```\nfn main() {}\n```\n", "\\n```\\nfn main() {}\\n```\\n"),
            (" a ", " a "),
            ("<b>", "<b>"),
            ("\\`", "\\`"),
        ] {
            let markdown = inline_code(text);
            for markdown in [markdown.clone(), format!("x {markdown} x"), format!("- {markdown}")] {
                let codes: Vec<String> = Parser::new(&markdown)
                    .filter_map(|event| match event {
                        Event::Code(code) => Some(code.to_string()),
                        _ => None,
                    })
                    .collect();
                assert_eq!(codes, [shown], "{markdown:?}");
            }
        }
    }
}
