//! The walk over the typed part of a document: reports keywords and types, and collects the
//! references and the objects that other checks need. It uses an explicit stack instead of
//! recursion, so the depth of the document doesn't matter.

use serde_json::{Map, Value};

use super::keyword::{Keyword, Keywords};
use super::member::{KeyValidity, validity};
use super::place::{Place, Places};
use super::report::Report;
use super::value::mismatch;
use crate::document::diagnostic::{Code, Diagnostic, Severity};
use crate::document::grammar::{
    Entry, KeyInterpretation, Keys, Kind, Object, Presence, Shape, Step, Version, children,
    is_extension,
};
use crate::document::pointer::JsonPointer;

/// A `$ref` that the walk found.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    /// The object that contains the `$ref`.
    pub(super) place: Place,
    /// The value of the `$ref`.
    pub(super) target: &'a str,
    /// The kind of object that it must point to.
    pub(super) kind: Kind,
}

/// An object that another check inspects as a whole.
#[derive(Clone, Copy)]
pub(super) struct VisitedObject<'a> {
    pub(super) kind: Kind,
    pub(super) place: Place,
    pub(super) members: &'a Map<String, Value>,
}

/// The state of the walk: the objects and references found so far, and the values to be visited.
pub(super) struct Walk<'a> {
    version: Version,
    pub(super) places: Places<'a>,
    pub(super) references: Vec<Reference<'a>>,
    /// Operations, discriminators, parameters and the other kinds of [`is_inspected`].
    pub(super) objects: Vec<VisitedObject<'a>>,
    keywords: Keywords<'a>,
    pending: Vec<Visit<'a>>,
}

/// A value to be visited.
struct Visit<'a> {
    value: &'a Value,
    shape: Shape,
    place: Place,
}

impl<'a> Walk<'a> {
    pub(super) fn new(version: Version) -> Self {
        Self {
            version,
            places: Places::new(),
            references: Vec::new(),
            objects: Vec::new(),
            keywords: Keywords::new(version),
            pending: Vec::new(),
        }
    }

    /// Visits `value` at the location `at`, which must have the given shape, and all values below
    /// it.
    pub(super) fn visit(
        &mut self,
        value: &'a Value,
        shape: Shape,
        at: JsonPointer,
        report: &mut Report<'_>,
    ) {
        let place = self.places.root(at);
        self.pending.push(Visit { value, shape, place });
        while let Some(visit) = self.pending.pop() {
            if report.is_full() {
                self.pending.clear();
                break;
            }
            let first = self.pending.len();
            self.visit_one(&visit, report);
            // Reversed, since the last value pushed is visited first: keeps the document's order.
            self.pending[first..].reverse();
        }
    }

    /// Reports the unknown keywords that were found.
    pub(super) fn finish(&self, report: &mut Report<'_>) {
        self.keywords.report(&self.places, report);
    }

    fn visit_one(&mut self, visit: &Visit<'a>, report: &mut Report<'_>) {
        if let Some(mismatch) = mismatch(visit.shape, visit.value) {
            let at = self.places.pointer(visit.place);
            report.push(Diagnostic {
                help: mismatch.help,
                ..match mismatch.severity {
                    Severity::Error => Diagnostic::error(Code::WrongType, &at, mismatch.message),
                    Severity::Warning => {
                        Diagnostic::warning(Code::WrongType, &at, mismatch.message)
                    }
                }
            });
            return;
        }
        let object = visit.shape.kind().zip(visit.value.as_object());
        if let Some((kind, members)) = object {
            if self.refers(visit, kind, members) {
                self.visit_reference(visit.place, kind, members);
                return;
            }
            if is_inspected(kind) {
                self.objects.push(VisitedObject { kind, place: visit.place, members });
            }
            self.require_fields(visit.place, kind.object(), members, report);
        }
        for child in children(visit.shape, visit.value, KeyInterpretation::Specified) {
            if let (Some((kind, members)), Step::Key(key)) = (object, child.step) {
                self.check_key(visit.place, (kind, members), key, child.entry, report);
            }
            if let Some(shape) = child.entry.shape() {
                self.below(visit.place, child.step, child.value, shape);
            }
        }
    }

    /// Schedules `value` for a visit, unless there is nothing to check in it.
    fn below(&mut self, parent: Place, step: Step<'a>, value: &'a Value, shape: Shape) {
        let contains_more = matches!(value, Value::Object(_) | Value::Array(_))
            && (shape.kind().is_some() || matches!(shape, Shape::List(_) | Shape::Map(_)));
        if contains_more || mismatch(shape, value).is_some() {
            let place = self.places.below(parent, step);
            self.pending.push(Visit { value, shape, place });
        }
    }

    /// Schedules the `$ref` of an object that may have one. Returns whether the object is only
    /// that.
    fn refers(&mut self, visit: &Visit<'a>, kind: Kind, members: &'a Map<String, Value>) -> bool {
        if !matches!(visit.shape, Shape::Referable(_) | Shape::Schema) {
            return false;
        }
        match members.get("$ref") {
            None => return false,
            Some(Value::String(target)) => {
                self.references.push(Reference { place: visit.place, target, kind });
            }
            // In the table of schemas, `$ref` is a field, which is visited like the others.
            Some(_) if kind == Kind::Schema => {}
            Some(target) => self.below(visit.place, Step::Key("$ref"), target, Shape::Text),
        }
        !matches!(kind, Kind::Schema | Kind::PathItem)
    }

    /// Checks the siblings of a `$ref` in a Reference Object: only `summary` and `description` have
    /// a meaning, all others are ignored (OpenAPI 3.2, Reference Object).
    fn visit_reference(&mut self, place: Place, kind: Kind, members: &'a Map<String, Value>) {
        for key in members.keys() {
            match key.as_str() {
                "$ref" | "summary" | "description" => {}
                key if is_extension(key) => {}
                key => self.keywords.record(kind, key, place, Keyword::BesideRef),
            }
        }
    }

    /// Checks a key of an object: a field, a member, an extension, or an unknown key.
    fn check_key(
        &mut self,
        place: Place,
        (kind, members): (Kind, &'a Map<String, Value>),
        key: &'a str,
        entry: Entry,
        report: &mut Report<'_>,
    ) {
        match entry {
            Entry::Field(field) => {
                if let Some(since) = field.since.filter(|since| *since > self.version) {
                    self.keywords.record(kind, key, place, Keyword::Newer(since));
                }
            }
            Entry::Member(keys, _) => self.check_member(place, kind, keys, key, report),
            Entry::Extension => {}
            Entry::Unknown if kind == Kind::PathItem && key == "$ref" => {}
            Entry::Unknown | Entry::Guess(_) => {
                let similar = self.keywords.similar_field(kind, members, key);
                let others = kind.object().others;
                self.keywords.record(kind, key, place, Keyword::Unknown { similar, others });
            }
            Entry::Element(_) => {}
        }
    }

    /// Checks the key of a member of `paths`, `responses` and similar objects.
    fn check_member(
        &mut self,
        place: Place,
        kind: Kind,
        keys: Keys,
        key: &'a str,
        report: &mut Report<'_>,
    ) {
        let help = match validity(keys, key) {
            KeyValidity::Good => return,
            KeyValidity::LowerCase => {
                return self.keywords.record(kind, key, place, Keyword::LowerCase);
            }
            KeyValidity::Meaningless(help) => help,
        };
        let at = self.places.pointer(place).child(key);
        let message = format!("`{key}` is not allowed in {}", kind.object().name);
        report.push(Diagnostic::error(Code::UnknownKeyword, &at, message).help(help));
    }

    fn require_fields(
        &self,
        place: Place,
        object: &Object,
        members: &Map<String, Value>,
        report: &mut Report<'_>,
    ) {
        for field in object.fields {
            if field.presence == Presence::Optional || members.contains_key(field.name) {
                continue;
            }
            let at = self.places.pointer(place);
            let message = format!("{} must have `{}`", object.name, field.name);
            let missing = match field.presence {
                Presence::Required => Diagnostic::error(Code::MissingKeyword, &at, message),
                _ => Diagnostic::warning(Code::MissingKeyword, &at, message),
            };
            report.push(missing.help(format!("add `{}: {}`", field.name, example(field.shape))));
        }
    }
}

/// Returns an example of a value of this shape.
fn example(shape: Shape) -> &'static str {
    match shape {
        Shape::Word(words) => words.first().copied().unwrap_or("..."),
        Shape::Object(_) | Shape::Referable(_) | Shape::Map(_) | Shape::Mapping | Shape::Schema => {
            "{...}"
        }
        Shape::List(_) | Shape::RequiredNames => "[...]",
        _ => "...",
    }
}

/// Whether another check inspects objects of this kind as a whole.
fn is_inspected(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Discriminator
            | Kind::Operation
            | Kind::Parameter
            | Kind::SecurityScheme
            | Kind::SecurityRequirement
    )
}
