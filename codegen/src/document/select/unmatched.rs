//! Patterns that match nothing: an error for each, with the names that were probably intended.

use std::collections::BTreeSet;

use super::operations::OperationTexts;
use crate::config::{Pattern, Selection};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::{closest_match, listed};
use crate::document::text::visible_line;

/// The maximum number of names in a help message.
const MAX_NAMES: usize = 5;

/// Reports an error for each pattern that no operation of the document matches, and returns their
/// number.
pub(super) fn report(
    selection: &Selection,
    offered: &[OperationTexts],
    diagnostics: &mut Diagnostics,
) -> usize {
    let mut count = 0;
    for pattern in selection.include.iter().chain(&selection.exclude) {
        if !offered.iter().any(|operation| operation.matches(pattern)) {
            diagnostics.push(unmatched(pattern, offered));
            count += 1;
        }
    }
    count
}

fn unmatched(pattern: &Pattern, offered: &[OperationTexts]) -> Diagnostic {
    let word = pattern.subject.word();
    let names: BTreeSet<&str> = offered.iter().flat_map(|it| it.texts(pattern.subject)).collect();
    let near = closest_match(&pattern.text, names.iter().copied());
    // Names similar to a pattern with `*` are found by the part before it.
    let start = pattern.text.split('*').next().unwrap_or_default();
    let lower = start.to_lowercase();
    let similar = names.iter().filter(|name| {
        let name = name.to_lowercase();
        !lower.is_empty() && (name.starts_with(&lower) || name.contains(lower.trim_matches('/')))
    });
    let similar: Vec<String> =
        similar.take(MAX_NAMES).map(|name| format!("{word}:{name}")).collect();
    let first: Vec<String> =
        names.iter().take(MAX_NAMES).map(|it| format!("{word}:{it}")).collect();
    let help = match near {
        Some(near) => format!("did you mean `{word}:{}`?", visible_line(near)),
        None if !similar.is_empty() => {
            format!("similar are {}", listed(similar.iter().map(String::as_str)))
        }
        None if names.is_empty() => format!("the document has nothing that `{word}:` names"),
        None => {
            format!("the document has, among others, {}", listed(first.iter().map(String::as_str)))
        }
    };
    let message = format!("`{pattern}` selects nothing in the document");
    let error = Diagnostic::error(Code::Configuration, &JsonPointer::root(), message).help(help);
    match &pattern.span {
        Some(span) => error.span(&span.file, span.bytes.clone()),
        None => error,
    }
}
