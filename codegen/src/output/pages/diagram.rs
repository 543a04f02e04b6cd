//! The Mermaid diagram of a union, which GitHub renders: its members, and the values that select
//! them.

use crate::document::text::{Json, Text};
use crate::output::emit::type_text;
use crate::output::guards::Style;
use crate::rust::items::Union;
use crate::rust::names::TypeName;

/// The maximum number of members; a larger diagram is unreadable.
const MAX_MEMBERS: usize = 60;

/// The maximum number of characters of a label.
const MAX_LABEL_LEN: usize = 60;

/// Returns the diagram of a union, in a code block.
pub(super) fn union(name: &TypeName, union: &Union) -> String {
    let mut lines = vec![format!("union([{}])", label(name.as_str()))];
    let places = STYLE.places(&union.selection);
    let from = if places.is_empty() {
        "union"
    } else {
        lines.push(format!("union --> tag{{{}}}", label(&places.join(", "))));
        "tag"
    };
    for (index, variant) in union.variants.iter().take(MAX_MEMBERS).enumerate() {
        let label_text = label(&STYLE.guard(union, variant));
        let payload = label(&type_text(&variant.payload));
        lines.push(format!("{from} -->|{label_text}| member{index}[{payload}]"));
    }
    let left = union.variants.len().saturating_sub(MAX_MEMBERS);
    if left > 0 {
        let more = label(&format!("{left} more"));
        lines.push(format!("{from} --> more[{more}]"));
    }
    if union.default.is_none() {
        lines.push(format!("{from} -.->|{}| unknown[{}]", label("others"), label("Unknown")));
    }
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("```mermaid\nflowchart LR\n{lines}```")
}

const STYLE: Style = Style { name: Text::line, first_item: "[0]", value, or: ", ", and: "; " };

/// Returns a value, without the quotes of a string.
fn value(value: &Json) -> String {
    let line = value.line();
    line.strip_prefix('"').and_then(|it| it.strip_suffix('"')).map_or(line.clone(), str::to_owned)
}

/// Returns any string as a quoted label. Characters that could end the label or be read as Markdown
/// or HTML become entity codes (<https://mermaid.js.org/syntax/flowchart.html>), and invisible ones
/// their code points.
fn label(text: &str) -> String {
    let mut label = String::from("\"");
    for (index, symbol) in text.chars().enumerate() {
        if index == MAX_LABEL_LEN {
            label.push('…');
            break;
        }
        match symbol {
            ' ' | '_' | ',' | '.' | '=' => label.push(symbol),
            symbol if symbol.is_alphanumeric() => label.push(symbol),
            '!'..='~' => label.push_str(&format!("#{};", u32::from(symbol))),
            symbol => label.push_str(&format!("U+{:04X}", u32::from(symbol))),
        }
    }
    if text.is_empty() {
        // A label can't be empty.
        label.push(' ');
    }
    label.push('"');
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_label() {
        for (text, expected) in [
            ("created_at = usd", "\"created_at = usd\""),
            ("a\"]-->b[\"", "\"a#34;#93;#45;#45;#62;b#91;#34;\""),
            ("`**x**`", "\"#96;#42;#42;x#42;#42;#96;\""),
            ("<b>&amp;#35;", "\"#60;b#62;#38;amp#59;#35;35#59;\""),
            ("a\n```\u{202e}", "\"aU+000A#96;#96;#96;U+202E\""),
            ("", "\" \""),
            ("日本", "\"日本\""),
        ] {
            assert_eq!(label(text), expected);
        }
        assert_eq!(
            label(&"x".repeat(MAX_LABEL_LEN + 1)),
            format!("\"{}…\"", "x".repeat(MAX_LABEL_LEN))
        );
    }
}
