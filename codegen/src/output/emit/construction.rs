//! The construction of a struct, as lines of its documentation: rustdoc shows its methods after all
//! fields.

use crate::rust::items::{Presence, Struct};

/// The maximum length of a line.
const MAX_WIDTH: usize = 95;
/// The maximum number of lines.
const MAX_LINE_COUNT: usize = 2;

/// Returns the constructor, and as many setters as fit, with links.
pub(super) fn construction(structure: &Struct) -> String {
    let is_set = |presence| matches!(presence, Presence::Optional | Presence::OptionalNullable);
    let setters = structure.fields.iter().filter(|it| is_set(it.presence));
    let links: Vec<String> = setters.map(|it| format!("[`{0}`](Self::{0})", it.name)).collect();
    let constructor = "Created by [`new`](Self::new)";
    if links.is_empty() {
        return format!("{constructor}.");
    }
    let text = |listed: usize| filled(constructor, &links[..listed], links.len() - listed);
    let fits = |text: &String| text.lines().count() <= MAX_LINE_COUNT;
    (1..=links.len()).rev().map(text).find(fits).unwrap_or_else(|| text(1))
}

/// Wraps the words; `more` setters aren't listed.
fn filled(constructor: &str, links: &[String], more: usize) -> String {
    let mut text = format!("{constructor}; optional:");
    let mut width = text.len();
    let mut put = |word: &str| {
        let fits = width + 1 + word.len() <= MAX_WIDTH;
        text.push(if fits { ' ' } else { '\n' });
        width = if fits { width + 1 + word.len() } else { word.len() };
        text.push_str(word);
    };
    for (at, link) in links.iter().enumerate() {
        let mark = match at + 1 {
            next if next < links.len() => ",",
            _ if more > 0 => "",
            _ => ".",
        };
        put(&format!("{link}{mark}"));
    }
    if more > 0 {
        put(&format!("and [{more} more](#implementations)."));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(count: usize) -> Vec<String> {
        (0..count).map(|it| format!("[`setter{it}`](Self::setter{it})")).collect()
    }

    #[test]
    fn setters_fill_lines() {
        let text = filled("Made", &links(9), 0);
        assert!(text.lines().all(|line| line.len() <= MAX_WIDTH), "{text}");
        assert_eq!(text.matches("](Self::").count(), 9, "{text}");
    }

    #[test]
    fn unlisted_setters_are_counted() {
        let text = filled("Made", &links(1), 4);
        assert_eq!(
            text,
            "Made; optional: [`setter0`](Self::setter0) and [4 more](#implementations)."
        );
    }
}
