//! The diagnostics of a check, limited to a number that a person can read.

use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::pointer::JsonPointer;

/// The maximum number of errors, and of warnings, that are reported.
pub(super) const MAX_DIAGNOSTICS: usize = 1_000;

/// The sink of the diagnostics of all checks.
pub(super) struct Report<'a> {
    diagnostics: &'a mut Diagnostics,
    errors: usize,
    warnings: usize,
    /// The number of diagnostics beyond the limit, which were dropped.
    dropped: usize,
}

impl<'a> Report<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, errors: 0, warnings: 0, dropped: 0 }
    }

    /// Adds a diagnostic, unless the limit of its severity is reached.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if *count < MAX_DIAGNOSTICS {
            *count += 1;
            self.diagnostics.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Adds a diagnostic about the dropped ones, if any, so that the truncation is visible.
    pub(super) fn finish(self) {
        let root = JsonPointer::root();
        if self.is_full() {
            let message = format!("there are over {MAX_DIAGNOSTICS} errors; the check was stopped");
            let help = "fix the first ones, and start again";
            let error = Diagnostic::error(Code::TooLarge, &root, message).help(help);
            self.diagnostics.push(error);
        } else if self.dropped > 0 {
            let message = format!("there are {} more warnings of the same kinds", self.dropped);
            let help = "fix the first ones, and start again";
            let warning = Diagnostic::warning(Code::TooLarge, &root, message).help(help);
            self.diagnostics.push(warning);
        }
    }

    /// Whether the limit of errors is reached, so that further checks are pointless.
    pub(super) fn is_full(&self) -> bool {
        self.errors >= MAX_DIAGNOSTICS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_warnings_do_not_hide_an_error() {
        let root = JsonPointer::root();
        let mut diagnostics = Diagnostics::default();
        let mut report = Report::new(&mut diagnostics);
        for _ in 0..2 * MAX_DIAGNOSTICS {
            report.push(Diagnostic::warning(Code::WrongType, &root, "w"));
        }
        assert!(!report.is_full());
        for _ in 0..2 * MAX_DIAGNOSTICS {
            report.push(Diagnostic::error(Code::WrongType, &root, "e"));
        }
        assert!(report.is_full());
        report.finish();
        assert_eq!(diagnostics.as_slice().len(), 2 * MAX_DIAGNOSTICS + 1);
        let last = diagnostics.as_slice().last().expect("one");
        assert!(last.message.contains("over 1000 errors"), "{}", last.message);
        assert!(diagnostics.has_errors());
    }
}
