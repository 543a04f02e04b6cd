//! A union as a Mermaid diagram, which GitHub draws: its members, and what tells them apart.

use crate::document::text::Text;
use crate::output::emit::type_text;
use crate::rust::items::{Guard, Selection, Union, Variant};
use crate::rust::names::TypeName;

/// The most members that are drawn; a larger diagram can't be read.
const DRAWN: usize = 60;

/// The most characters of a label.
const LETTERS: usize = 60;

/// The diagram of a union, in a code block.
pub(super) fn union(name: &TypeName, union: &Union) -> String {
    let mut lines = vec![format!("union([{}])", label(name.as_str()))];
    let from = match &union.selection {
        Selection::Tag(property) => {
            lines.push(format!("union --> tag{{{}}}", label(&property.line())));
            "tag"
        }
        Selection::Guards => "union",
    };
    for (index, variant) in union.variants.iter().take(DRAWN).enumerate() {
        let told = label(&told_by(variant));
        let payload = label(&type_text(&variant.payload));
        lines.push(format!("{from} -->|{told}| member{index}[{payload}]"));
    }
    let left = union.variants.len().saturating_sub(DRAWN);
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

/// What a value is that a variant is chosen for, in a few words.
fn told_by(variant: &Variant) -> String {
    match &variant.guard {
        Guard::Tags(tags) => listed(tags),
        Guard::Kind(kind) => kind.name().to_owned(),
        Guard::Has(property) => format!("has {}", property.line()),
        Guard::Equals(property, value) => format!("{} = {}", property.line(), value.line()),
        Guard::In(property, tags) => format!("{} = {}", property.line(), listed(tags)),
        Guard::BestFitIn(property, tags) => {
            format!("best fit, {} = {}", property.line(), listed(tags))
        }
        Guard::BestFit(Some(kind)) => format!("best fit, {}", kind.name()),
        Guard::BestFit(None) => "best fit".to_owned(),
        Guard::Otherwise => "none of the others".to_owned(),
    }
}

fn listed(texts: &[Text]) -> String {
    Text::joined(texts, ", ").line()
}

/// Any text as a quoted label: what could end the label, be read as Markdown or as HTML is written
/// as an entity code (<https://mermaid.js.org/syntax/flowchart.html>), and what would not show as
/// it is, as its code point.
fn label(text: &str) -> String {
    let mut label = String::from("\"");
    for (index, symbol) in text.chars().enumerate() {
        if index == LETTERS {
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
        assert_eq!(label(&"x".repeat(LETTERS + 1)), format!("\"{}…\"", "x".repeat(LETTERS)));
    }
}
