//! The diagnostics of one check, kept to a number that a person can read: takes each as it is
//! found, passes it on while there are not too many.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// The most errors, and the most warnings, that are passed on. Whoever has more starts with these.
pub(super) const MOST: usize = 1_000;

/// Where the rules leave what they find.
pub(super) struct Report<'a> {
    diagnostics: &'a mut Diagnostics,
    errors: usize,
    warnings: usize,
}

impl<'a> Report<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, errors: 0, warnings: 0 }
    }

    /// Passes a diagnostic on, unless there are too many of its severity.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if *count < MOST {
            *count += 1;
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether there are so many errors that looking for more is no use.
    pub(super) fn is_full(&self) -> bool {
        self.errors >= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::pointer::JsonPointer;

    #[test]
    fn many_warnings_do_not_hide_an_error() {
        let root = JsonPointer::root();
        let mut diagnostics = Diagnostics::default();
        let mut report = Report::new(&mut diagnostics);
        for _ in 0..2 * MOST {
            report.push(Diagnostic::warning(Code::WrongType, &root, "w"));
        }
        assert!(!report.is_full());
        for _ in 0..2 * MOST {
            report.push(Diagnostic::error(Code::WrongType, &root, "e"));
        }
        assert!(report.is_full());
        assert_eq!(diagnostics.as_slice().len(), 2 * MOST);
        assert!(diagnostics.has_errors());
    }
}
