//! The position of the bundling walk: in the tree, in the files, and in the references that were
//! replaced by their targets.

use std::fmt::Display;

use crate::document::diagnostic::{Code, Diagnostic, Severity};
use crate::document::grammar::{Entry, KeyInterpretation, Kind, Shape, is_extension};
use crate::document::pointer::JsonPointer;

/// A location in a file other than the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) source: usize,
    pub(super) pointer: JsonPointer,
}

/// The position of the bundling walk.
#[derive(Clone)]
pub(super) struct Position<'a> {
    /// The shape of the value, or `None` if the specification doesn't define it.
    pub(super) shape: Option<Shape>,
    /// The index of the file that the value comes from.
    pub(super) source: usize,
    /// Its JSON Pointer in that file.
    pub(super) pointer: JsonPointer,
    /// Its JSON Pointer in the tree.
    pub(super) at: JsonPointer,
    pub(super) depth: usize,
    /// The targets that replaced a reference that encloses the value, the innermost first.
    pub(super) inlined: Option<&'a Inlined<'a>>,
}

pub(super) struct Inlined<'a> {
    pub(super) target: &'a Target,
    pub(super) around: Option<&'a Inlined<'a>>,
    pub(super) length: usize,
}

impl Position<'_> {
    /// Returns the position of the member `key` of an object. Unknown keys get their probable
    /// shape, since `check` runs later.
    pub(super) fn member(&self, key: &str) -> Self {
        let shape = match self.shape {
            Some(shape) => match shape.entry(key, KeyInterpretation::Guessed) {
                Entry::Extension => Some(Shape::Any),
                entry => entry.shape(),
            },
            None if is_extension(key) => Some(Shape::Any),
            None => None,
        };
        Self { shape, ..self.below(key) }
    }

    /// Returns the position of an element of an array. Where the shape isn't a list, the elements
    /// get the shape of the array, since it may have been meant for them.
    pub(super) fn element(&self, index: usize) -> Self {
        let shape = match self.shape {
            Some(Shape::List(element)) => Some(*element),
            shape => shape,
        };
        Self { shape, ..self.below(index) }
    }

    /// Whether the value is the author's data, in which a `$ref` has no meaning.
    pub(super) fn is_data(&self) -> bool {
        self.shape.is_some_and(Shape::is_data)
    }

    fn below(&self, token: impl Display) -> Self {
        Self {
            shape: self.shape,
            source: self.source,
            pointer: self.pointer.child(&token),
            at: self.at.child(&token),
            depth: self.depth + 1,
            inlined: self.inlined,
        }
    }

    /// Whether the value is documentation, in which OpenAPI has no references but some authors do:
    /// `description: {$ref: intro.md}`.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.shape, Some(Shape::Prose))
    }

    /// Returns the diagnostic about a reference at this position, as a warning if the client can be
    /// generated without its target.
    pub(super) fn with_severity(&self, problem: Diagnostic) -> Diagnostic {
        let loss = match self.shape.and_then(Shape::kind) {
            None if self.is_prose() => "the text is left out",
            Some(Kind::Example) => "the example is left out",
            Some(Kind::Link) => "the link is left out",
            Some(Kind::SecurityScheme) => "no credential is sent for it",
            _ => return problem,
        };
        if !matches!(problem.code, Code::DanglingRef | Code::OutsideFolder) {
            return problem;
        }
        let message = format!("{}; {loss}", problem.message);
        Diagnostic { severity: Severity::Warning, message, ..problem }
    }

    pub(super) fn inlines(&self, target: &Target) -> bool {
        let mut inlined = self.inlined;
        std::iter::from_fn(|| {
            let step = inlined?;
            inlined = step.around;
            Some(step.target)
        })
        .any(|other| other == target)
    }
}
