//! SPDX license expressions: their validation, and the licenses that the generator has the full
//! text of.

use spdx::{Expression, ParseMode};

/// A license that the generator has the full text of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenseText {
    /// `MIT`
    Mit,
    /// `Apache-2.0`
    Apache,
}

impl LicenseText {
    /// All licenses.
    pub const ALL: [Self; 2] = [Self::Mit, Self::Apache];

    /// Returns the identifier in the SPDX license list.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mit => "MIT",
            Self::Apache => "Apache-2.0",
        }
    }

    /// Returns the usual file name in Rust projects.
    pub fn file(self) -> &'static str {
        match self {
            Self::Mit => "LICENSE-MIT",
            Self::Apache => "LICENSE-APACHE",
        }
    }
}

/// Checks a license expression as crates.io does, but rejects the older spellings that crates.io
/// also accepts.
///
/// # Errors
///
/// The reason, and a valid spelling of the expression if the meaning is clear.
pub(crate) fn check(expression: &str) -> Result<(), (String, Option<String>)> {
    let Err(error) = Expression::parse(expression) else { return Ok(()) };
    let lax = || Expression::parse_mode(expression, ParseMode::LAX).ok();
    let repaired = lax().and_then(|_| Expression::canonicalize(expression).ok().flatten());
    Err((error.reason.to_string(), repaired.filter(|it| Expression::parse(it).is_ok())))
}

/// Returns the licenses in a valid expression that the generator has the full text of.
pub(crate) fn texts(expression: &str) -> Vec<LicenseText> {
    let ids = ids(expression);
    LicenseText::ALL.into_iter().filter(|text| ids.iter().any(|id| id == text.id())).collect()
}

/// Returns the identifiers in a valid expression that the generator doesn't have the full text of.
pub fn without_text(expression: &str) -> Vec<String> {
    let is_known = |id: &String| LicenseText::ALL.iter().any(|text| text.id() == id);
    ids(expression).into_iter().filter(|id| !is_known(id)).collect()
}

/// Returns the identifiers of an expression without duplicates, in the order of the expression.
fn ids(expression: &str) -> Vec<String> {
    let Ok(expression) = Expression::parse(expression) else { return Vec::new() };
    let mut ids = Vec::new();
    for requirement in expression.requirements() {
        let id = requirement.req.license.to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_expressions_of_spdx_are_valid() {
        for valid in ["MIT", "MIT OR Apache-2.0", "(MIT AND ISC) OR 0BSD", "LicenseRef-Acme"] {
            assert_eq!(check(valid), Ok(()), "{valid}");
        }
        for (wrong, repaired) in [
            ("MIT/Apache-2.0", Some("MIT OR Apache-2.0")),
            ("GPL-3.0", Some("GPL-3.0-only")),
            ("Apache 2.0", Some("Apache-2.0")),
            ("Proprietary", None),
            ("MIT OR", None),
            ("", None),
            ("MIT\nISC", None),
            ("(MIT", None),
            ("\u{202e}", None),
        ] {
            let (reason, found) = check(wrong).expect_err(wrong);
            assert_eq!(found.as_deref(), repaired, "{wrong}");
            assert!(!reason.is_empty());
        }
    }

    #[test]
    fn licenses_are_divided_by_who_has_the_text() {
        let expression = "ISC OR MIT OR Apache-2.0 OR ISC AND LicenseRef-Acme";
        assert_eq!(texts(expression), LicenseText::ALL);
        assert_eq!(without_text(expression), ["ISC", "LicenseRef-Acme"]);
        assert_eq!(texts("ISC"), []);
    }
}
