//! The line of a caller that a breaking change stops from compiling, and the sentence about a change
//! in a changelog: the line or sentence of its rule, with each `$hole` replaced with a name of the
//! change.

use super::{Detail, Place, code};

/// The names of a change.
pub(super) struct Names<'a> {
    /// The name of the package.
    pub(super) package: &'a str,
    /// The old version of the package.
    pub(super) version: &'a str,
    /// The item that is compared.
    pub(super) place: &'a Place<'a>,
    /// The part of the item that changed, as a suffix of the item's path; empty if the item itself
    /// changed.
    pub(super) part: &'a str,
    pub(super) detail: &'a Detail,
}

impl Names<'_> {
    /// Replaces the holes in the line or sentence of a rule.
    pub(super) fn fill(&self, line: &str) -> String {
        let mut filled = String::new();
        for (position, piece) in line.split('$').enumerate() {
            let end = piece.find(|it: char| !it.is_ascii_lowercase()).unwrap_or(piece.len());
            match position {
                0 => filled.push_str(piece),
                _ => {
                    filled.push_str(&self.name(&piece[..end]));
                    filled.push_str(&piece[end..]);
                }
            }
        }
        filled
    }

    fn name(&self, hole: &str) -> String {
        let Self { package, version, place, detail, .. } = *self;
        let part = self.part.trim_start_matches([' ', '.', ':']).trim_end_matches("()");
        let (module, whole) = place.item.split_once("::").unwrap_or(("", &place.item));
        match hole {
            "package" => package.to_owned(),
            "version" => version.to_owned(),
            "crate" => package.replace('-', "_"),
            "item" => format!("{}{}", place.item, self.part),
            "module" => module.to_owned(),
            "name" => format!("{whole}{}", self.part),
            "whole" => whole.to_owned(),
            "part" => part.to_owned(),
            "used" => place.used.clone(),
            "old" => detail.old.clone(),
            "owner" => place.name.clone(),
            "path" => self.path(),
            "label" => code(part),
            "before" => code(&detail.old),
            "after" => code(&detail.new),
            "detail" => detail.text.clone(),
            // A variant without a body has no value.
            "pattern" if detail.old == UNIT => part.to_owned(),
            "pattern" => format!("{part}(value)"),
            "value" if detail.old == UNIT => UNIT.to_owned(),
            "value" => "value".to_owned(),
            _ => format!("${hole}"),
        }
    }

    /// Returns the changed item as users write it: `orders().list()`, `Order::status`.
    fn path(&self) -> String {
        let (owner, part) = (&self.place.name, self.part.trim_start_matches([' ', '.', ':']));
        match part {
            "" => owner.clone(),
            // A method of the call that the function returns.
            _ if owner.ends_with(')') => format!("{owner}.{part}"),
            _ => format!("{owner}::{part}"),
        }
    }
}

const UNIT: &str = "()";

/// Formats a call of a function or method, with variables as arguments.
pub(super) fn call(callee: &str, arguments: impl IntoIterator<Item = String>) -> String {
    let arguments: Vec<String> = arguments.into_iter().collect();
    format!("{callee}({})", arguments.join(", "))
}
