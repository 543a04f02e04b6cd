//! The picture of a union: its members, and what tells them apart, as a Mermaid flowchart, which
//! GitHub and most other readers of Markdown draw.

use std::fmt::Write as _;

use crate::emit::type_text;
use crate::rust::{Guard, Union, Variant};

/// How many members a picture is still of use with.
const MOST: usize = 30;

/// The picture of a union of this name; nothing where it has too many members.
pub(super) fn union(name: &str, union: &Union) -> String {
    if union.variants.len() > MOST {
        return String::new();
    }
    let mut diagram = format!("```mermaid\nflowchart LR\n  union{{{{{}}}}}\n", label(name));
    for (index, variant) in union.variants.iter().enumerate() {
        let member = label(&type_text(&variant.payload));
        // Writing to a string does not fail.
        let _ = match told_by(variant) {
            guard if guard.is_empty() => writeln!(diagram, "  union --> m{index}[{member}]"),
            guard => writeln!(diagram, "  union -->|{}| m{index}[{member}]", label(&guard)),
        };
    }
    diagram + "```"
}

/// What tells a member from the others, in few words.
fn told_by(variant: &Variant) -> String {
    match &variant.guard {
        Guard::Tags(tags) => tags.join(", "),
        Guard::Kind(kind) | Guard::BestFit(Some(kind)) => kind.to_lowercase(),
        Guard::Has(property) => format!("{property}: .."),
        Guard::Equals(property, value) => format!("{property}: {value}"),
        Guard::In(property, values) | Guard::BestFitIn(property, values) => {
            format!("{property}: {}", values.join(", "))
        }
        Guard::Otherwise => "else".to_owned(),
        Guard::BestFit(None) => String::new(),
    }
}

/// Any text as a label. What could mean something to Mermaid or in HTML becomes a numbered entity.
fn label(text: &str) -> String {
    let mut label = String::from("\"");
    for symbol in text.chars() {
        match symbol {
            _ if symbol.is_alphanumeric() || " _-.,:/".contains(symbol) => label.push(symbol),
            _ if symbol.is_control() => label.push(' '),
            _ => drop(write!(label, "#{};", u32::from(symbol))),
        }
    }
    label.push('"');
    label
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn no_text_leaves_its_label() {
        assert_eq!(label("Vec<A>"), "\"Vec#60;A#62;\"");
        assert_eq!(label("a\"]\n```\u{1b}#"), "\"a#34;#93; #96;#96;#96; #35;\"");
        assert_eq!(label("café au lait"), "\"café au lait\"");
    }
}
