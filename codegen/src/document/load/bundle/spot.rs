//! Where the walk that bundles is: in the tree, in the files, and in what it put in the place of
//! references.

use std::fmt::Display;

use crate::document::diagnostic::{Code, Diagnostic, Severity};
use crate::document::grammar::{Entry, Kind, Reading, Shape, is_extension};
use crate::document::pointer::JsonPointer;

/// A place in one of the files other than the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) source: usize,
    pub(super) pointer: JsonPointer,
}

/// Where the walk is.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    /// What the value must be, or `None` where the specification says nothing about it.
    pub(super) shape: Option<Shape>,
    /// The file that the value came from.
    pub(super) source: usize,
    /// Its place in that file.
    pub(super) pointer: JsonPointer,
    /// Its place in the tree.
    pub(super) at: JsonPointer,
    pub(super) depth: usize,
    /// The targets that it was put in the place of, the innermost first.
    pub(super) inlined: Option<&'a Inlined<'a>>,
}

pub(super) struct Inlined<'a> {
    pub(super) target: &'a Target,
    pub(super) around: Option<&'a Inlined<'a>>,
    pub(super) length: usize,
}

impl Spot<'_> {
    /// The member `key` of an object. `check` comes later, so that unknown keys are read as what
    /// they probably are.
    pub(super) fn member(&self, key: &str) -> Self {
        let shape = match self.shape {
            Some(shape) => match shape.entry(key, Reading::Guessed) {
                Entry::Extension => Some(Shape::Any),
                entry => entry.shape(),
            },
            None if is_extension(key) => Some(Shape::Any),
            None => None,
        };
        Self { shape, ..self.below(key) }
    }

    /// An element of an array. Where an array is not expected, its elements may be.
    pub(super) fn element(&self, index: usize) -> Self {
        let shape = match self.shape {
            Some(Shape::List(element)) => Some(*element),
            shape => shape,
        };
        Self { shape, ..self.below(index) }
    }

    /// Whether the value is the author's data, in which a `$ref` means nothing.
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

    /// Whether a text to be read stands here, in which OpenAPI has no references but some authors
    /// have: `description: {$ref: intro.md}`.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.shape, Some(Shape::Prose))
    }

    /// The problem of a reference that stands here, as a warning where the client can be written
    /// without the target.
    pub(super) fn weighed(&self, problem: Diagnostic) -> Diagnostic {
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
