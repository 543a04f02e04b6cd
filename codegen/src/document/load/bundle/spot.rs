//! Where the walk that bundles is: in the tree, in the files, and in what it put in the place of
//! references.

use std::fmt::Display;

use crate::document::diagnostic::{Code, Diagnostic, Severity};
use crate::document::load::grammar::{Kind, Object};
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
    pub(super) kind: Kind,
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
    pub(super) fn member(&self, key: &str) -> Self {
        let kind = self.kind.member(key);
        Self { kind, ..self.below(key) }
    }

    pub(super) fn element(&self, index: usize) -> Self {
        self.below(index)
    }

    fn below(&self, token: impl Display) -> Self {
        Self {
            kind: self.kind,
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
        self.kind == Kind::One(Object::Other)
            && self.at.last().is_some_and(|key| key == "description" || key == "summary")
    }

    /// The problem of a reference that stands here, as a warning where the client can be written
    /// without the target.
    pub(super) fn weighed(&self, problem: Diagnostic) -> Diagnostic {
        let loss = match self.kind {
            Kind::One(Object::Other) if self.is_prose() => "the text is left out",
            Kind::One(Object::Example) => "the example is left out",
            Kind::One(Object::Link) => "the link is left out",
            Kind::One(Object::SecurityScheme) => "no credential is sent for it",
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
