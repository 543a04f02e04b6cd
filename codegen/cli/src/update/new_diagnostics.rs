//! The diagnostics of a new document that the old one did not have.

use std::collections::BTreeMap;

use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::document::pointer::JsonPointer;

/// Returns the diagnostics of `new` that have no counterpart in `old`; each one in `old` is the
/// counterpart of one.
///
/// A counterpart has the same code, message and location; the rest is compared again without array
/// indices, which shift when an element is inserted before them.
pub(super) fn new_diagnostics(old: &[Diagnostic], new: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut old: Vec<&Diagnostic> = old.iter().collect();
    let mut new: Vec<&Diagnostic> = new.iter().collect();
    remove_pairs(&mut old, &mut new, |it| it.at.to_string());
    remove_pairs(&mut old, &mut new, |it| without_positions(&it.at));
    new.into_iter().cloned().collect()
}

fn remove_pairs(
    old: &mut Vec<&Diagnostic>,
    new: &mut Vec<&Diagnostic>,
    place: impl Fn(&Diagnostic) -> String,
) {
    let key = |it: &Diagnostic| (it.severity, it.code, it.message.clone(), place(it));
    let mut counts = BTreeMap::<_, usize>::new();
    for diagnostic in old.iter() {
        *counts.entry(key(diagnostic)).or_default() += 1;
    }
    let mut paired = BTreeMap::<_, usize>::new();
    new.retain(|diagnostic| match counts.get_mut(&key(diagnostic)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            *paired.entry(key(diagnostic)).or_default() += 1;
            false
        }
        _ => true,
    });
    old.retain(|diagnostic| match paired.get_mut(&key(diagnostic)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
}

/// Returns the pointer with `*` instead of each array index.
fn without_positions(pointer: &JsonPointer) -> String {
    let is_position = |token: &str| token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = pointer.as_str().split('/');
    tokens.map(|token| if is_position(token) { "*" } else { token }).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::diagnostic::Code;

    use super::*;

    fn warning(message: &str, at: &str) -> Diagnostic {
        let at = JsonPointer::parse(at).expect("a pointer");
        Diagnostic::warning(Code::BestFitUnion, &at, message)
    }

    #[test]
    fn each_diagnostic_has_one_counterpart() {
        let old = [warning("a", "/x"), warning("a", "/y"), warning("b", "/z/allOf/1")];
        let moved = warning("b", "/z/allOf/2");
        assert_eq!(new_diagnostics(&old, &old), []);
        assert_eq!(new_diagnostics(&old, &[moved.clone(), old[0].clone()]), []);
        let more = [old[2].clone(), moved.clone(), warning("a", "/w"), old[0].clone()];
        assert_eq!(new_diagnostics(&old, &more), [moved, warning("a", "/w")]);
    }
}
