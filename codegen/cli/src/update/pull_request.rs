//! The description of a pull request for an update, in Markdown.

use std::fmt::Write as _;

use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::document::text::inline_code as code;

use super::next::Next;
use super::release::{Choice, Release};

/// The maximum number of diagnostics, and of gaps, that are listed.
const LISTED: usize = 50;

/// The maximum length of the description in bytes, since sites that show it have a limit.
const LONGEST: usize = 60_000;

/// Returns the changes, the new diagnostics and gaps, and the way to choose another version.
pub(super) fn text(next: &Next) -> String {
    let mut text = String::new();
    let Release { from, current, to, choice } = &next.version;
    let needed = next.difference.as_ref().map(|it| it.release());
    if let Some(choice) = choice {
        let _ = writeln!(text, "**Version {to} after {from}, chosen by {}.**\n", choice.by);
    } else if current == to && needed.is_some_and(|needed| needed != *to) {
        let _ = writeln!(text, "**The unreleased version {to} is high enough.**\n");
    }
    text.push_str(&attention(next));
    match &next.difference {
        Some(difference) => text.push_str(&shortened(difference.to_markdown())),
        None => text.push_str("**The first version of the document.**\n"),
    }
    text.push_str(&match choice.and_then(Choice::line) {
        // The next update reads it from this description.
        Some(line) => format!(
            "\nThe version is set by this line. To release a different one, edit or remove \
             it.\n\n{line}\n"
        ),
        None => "\nTo release a different version, add a line such as `Release: minor` \
                 to this description.\n"
            .to_owned(),
    });
    text
}

/// Returns the new diagnostics and gaps, which need a review.
fn attention(next: &Next) -> String {
    let told = |it: &Diagnostic| {
        let message = code(&it.message);
        match it.span {
            // About a file that the message names.
            Some(_) => format!("`{}`: {message}", it.code),
            None => format!("`{}` at {}: {message}", it.code, code(&it.at.to_string())),
        }
    };
    let diagnostics: Vec<String> = next.diagnostics.iter().map(told).collect();
    let gaps: Vec<String> = next.gaps.iter().map(|gap| code(gap.trim())).collect();
    let mut text = String::new();
    for (title, lines) in [("New warnings", &diagnostics), ("New gaps in `fidelity.txt`", &gaps)] {
        if lines.is_empty() {
            continue;
        }
        let _ = write!(text, "### {title}\n\n");
        for line in lines.iter().take(LISTED) {
            let _ = writeln!(text, "- {line}");
        }
        if let Some(more) = lines.len().checked_sub(LISTED).filter(|more| *more > 0) {
            let _ = writeln!(text, "- ... and {more} more");
        }
        text.push('\n');
    }
    text
}

/// Truncates the description after the last line that fits.
fn shortened(mut text: String) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if end + line.len() > LONGEST {
            break;
        }
        end += line.len();
    }
    let more = text[end..].lines().count();
    text.truncate(end);
    let _ = writeln!(text, "\n... and {more} more lines; run `openapi-crate diff` to see them.");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_whole_line() {
        let line = "| additive | ä |\n";
        let text = shortened(line.repeat(10_000));
        assert!(text.len() < LONGEST + 100);
        let (kept, said) = text.split_once("\n\n... and ").expect("a remark");
        let kept = kept.lines().count();
        assert_eq!(
            said,
            format!("{} more lines; run `openapi-crate diff` to see them.\n", 10_000 - kept)
        );
        assert_eq!(shortened(line.to_owned()), line);
    }
}
