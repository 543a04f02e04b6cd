//! The changes to a listing: the removed and added lines, each below its heading.

use similar::{ChangeTag, TextDiff};

const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// Returns the lines that only `before` has, prefixed with `-`, and those that only `after` has,
/// prefixed with `+`; empty if there are none.
pub(super) fn text(before: &str, after: &str, colours: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut text = String::new();
    let (mut heading, mut shown) = (String::new(), String::new());
    for change in diff.iter_all_changes() {
        let line = change.value().trim_end_matches(['\n', '\r']);
        if !line.starts_with(' ') && !line.is_empty() && change.tag() != ChangeTag::Delete {
            line.clone_into(&mut heading);
        }
        let (sign, colour) = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => ('-', RED),
            ChangeTag::Insert => ('+', GREEN),
        };
        if line.is_empty() {
            continue;
        }
        if line.starts_with(' ') && heading != shown {
            push(&mut text, ' ', &heading, BOLD, colours);
        }
        shown.clone_from(&heading);
        push(&mut text, sign, line, colour, colours);
    }
    text
}

fn push(text: &mut String, sign: char, line: &str, colour: &str, colours: bool) {
    let (start, end) = if colours { (colour, RESET) } else { ("", "") };
    text.push_str(&format!("{start}{sign} {line}{end}\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "api 1\n\nstruct A\n  a  i64\n  b  i64\n\nstruct B\n  a  i64\n";

    #[test]
    fn a_changed_line_is_below_its_heading() {
        let after = BEFORE.replace("  b  i64", "  b  String");
        let expected = "  struct A\n-   b  i64\n+   b  String\n";
        assert_eq!(text(BEFORE, &after, false), expected);
        assert_eq!(text(BEFORE, BEFORE, false), "");
    }

    #[test]
    fn a_new_heading_is_reported_once() {
        let after = format!("{BEFORE}\nenum C\n  X\n  Y\n");
        assert_eq!(text(BEFORE, &after, false), "+ enum C\n+   X\n+   Y\n");
        assert_eq!(text(&after, BEFORE, false), "- enum C\n-   X\n-   Y\n");
    }

    #[test]
    fn colours_are_for_terminals() {
        let after = BEFORE.replace("struct B", "struct C");
        let coloured = text(BEFORE, &after, true);
        assert_eq!(coloured, "\x1b[31m- struct B\x1b[0m\n\x1b[32m+ struct C\x1b[0m\n");
    }
}
