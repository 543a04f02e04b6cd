//! Parses `fidelity.txt` and determines which differences between the types and the document it
//! covers.
//!
//! A line is about one keyword of one schema. It covers a violation whose evaluation path contains
//! that keyword of that schema, and nothing else. Only the line of a union is about its entire
//! schema, since a union keeps values that match none of its members.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use codegen::internals::document::pointer::JsonPointer;
use codegen::internals::rust::fidelity::{Kind, lines};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::dialect::IMPLIED;
use crate::site::escaped;
use crate::trace::{Step, Trace};

/// The keywords that define a union.
const UNIONS: [&str; 3] = ["oneOf", "anyOf", "type"];

/// The keywords that restrict a property to one direction.
const DIRECTIONS: &[&str] = &["readOnly", "writeOnly"];

/// The keywords about strings and numbers themselves.
const VALUE_KEYWORDS: [&str; 10] = [
    "const",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// The lines of a report, by their locations.
pub(crate) struct Coverage<'d> {
    document: &'d Value,
    lines: HashMap<String, Vec<StatedLocation>>,
}

/// The statement of a line about its location.
struct StatedLocation {
    kind: Kind,
    reason: String,
    about: String,
}

/// Selects the relevant lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// All lines about a type that accepts more.
    All,
    /// Lines about keywords that are not checked.
    OfKeywords,
}

impl<'d> Coverage<'d> {
    /// Parses the lines of `report`, about a document in JSON Schema 2020-12.
    pub(crate) fn new(document: &'d Value, report: &str) -> Self {
        let mut by_place: HashMap<String, Vec<StatedLocation>> = HashMap::new();
        for line in lines(report) {
            let told = StatedLocation { kind: line.kind, reason: line.reason, about: line.value };
            by_place.entry(without_types(&line.pointer)).or_default().push(told);
        }
        Self { document, lines: by_place }
    }

    /// Returns the reason why no line covers an accepted invalid value; `None` if it is covered.
    /// `start` is the pointer to the validator's schema.
    pub(crate) fn missing(
        &self,
        validator: &Validator,
        start: &str,
        value: &Value,
    ) -> Option<String> {
        let uncovered =
            validator.iter_errors(value).find(|error| !self.covers(error, start, Lines::All))?;
        let trace = Trace::new(self.document, start, uncovered.evaluation_path().as_str());
        let (keyword, place) = trace.last();
        Some(format!("no line of `fidelity.txt` has `{keyword}` at `{place}`"))
    }

    /// Whether each keyword that an invalid value violates is covered by a line for an unchecked
    /// keyword, so that the type can't detect the violation.
    pub(crate) fn is_unchecked(&self, validator: &Validator, start: &str, value: &Value) -> bool {
        validator.iter_errors(value).all(|error| self.covers(&error, start, Lines::OfKeywords))
    }

    /// Returns the reason why no line covers a valid value that is rejected or changed at `at`;
    /// `None` if it is covered.
    pub(crate) fn missing_limit(
        &self,
        validator: &Validator,
        start: &str,
        value: &Value,
        at: &str,
    ) -> Option<String> {
        let kind = kinds(value.pointer(at)).first().unwrap_or(&"object");
        match self.limit(validator, start, value, at) {
            Ok(_) => None,
            Err(place) => Some(format!("no line of `fidelity.txt` has `less {kind}` at `{place}`")),
        }
    }

    /// Returns the text of the line that covers a valid value that is rejected or changed at `at`.
    ///
    /// # Errors
    /// No line covers it: the location in the document.
    pub(crate) fn limit(
        &self,
        validator: &Validator,
        start: &str,
        value: &Value,
        at: &str,
    ) -> Result<&str, String> {
        let evaluated = Evaluated::new(validator, value);
        let outer = std::iter::successors(Some(at), |it| Some(it.rsplit_once('/')?.0));
        let mut around = outer.map(|at| evaluated.places(self.document, start, at));
        // A value without its own schema belongs to an outer one that allows any value.
        let own = around.find(|it| !it.is_empty()).unwrap_or_default();
        let less = |places: &[String], kind: &str| {
            let mut lines = places.iter().flat_map(|place| self.at(place));
            lines.find(|it| it.kind == Kind::Less && it.reason == kind).map(|it| &*it.about)
        };
        if let Some(told) = value.pointer(at).and_then(|it| self.other_type(&own, it)) {
            return Ok(told);
        }
        // An object that matches several members may lose properties, with everything inside them.
        let told = kinds(value.pointer(at)).iter().find_map(|kind| less(&own, kind));
        let told = told.or_else(|| less(&own, "object"));
        told.or_else(|| around.find_map(|places| less(&places, "object")))
            .ok_or_else(|| own.first().cloned().unwrap_or_else(|| "#".to_owned()))
    }

    /// Returns the text of a line at one of these locations that covers a value whose JSON type is
    /// not the only accepted one.
    fn other_type(&self, places: &[String], value: &Value) -> Option<&str> {
        let kind = match value {
            Value::Object(_) => "an object",
            Value::Array(_) => "an array",
            Value::String(_) => "a string",
            Value::Number(_) => "a number",
            Value::Null | Value::Bool(_) => "another value",
        };
        let mut lines = places.iter().flat_map(|place| self.at(place));
        let is_told = |it: &&StatedLocation| {
            it.kind == Kind::Less
                && it.reason == "type"
                && !it.about.contains(&format!("is not {kind} "))
        };
        lines.find(is_told).map(|it| &*it.about)
    }

    /// Whether a line covers a valid value that is rejected because of its JSON type.
    pub(crate) fn is_of_other_type(
        &self,
        validator: &Validator,
        start: &str,
        value: &Value,
    ) -> bool {
        let places = Evaluated::new(validator, value).places(self.document, start, "");
        self.other_type(&places, value).is_some()
    }

    fn at(&self, place: &str) -> &[StatedLocation] {
        self.lines.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    fn covers(&self, error: &ValidationError<'_>, start: &str, lines: Lines) -> bool {
        let trace = Trace::new(self.document, start, error.evaluation_path().as_str());
        let depth = error.instance_path().as_str().matches('/').count();
        let is_null = error.instance().is_null();
        let of_other_direction =
            || trace.steps.windows(2).any(|it| self.is_of_other_direction(&it[0], &it[1]));
        if trace.steps.iter().any(|step| {
            self.covers_keyword(step, lines)
                || is_null && lines == Lines::All && self.keeps_null(step, depth)
        }) || of_other_direction()
        {
            return true;
        }
        match error.kind() {
            // The value may have been decoded as a member whose violations are all covered.
            ValidationErrorKind::AnyOf { context }
            | ValidationErrorKind::OneOfNotValid { context } => context.iter().any(|errors| {
                !errors.is_empty() && errors.iter().all(|it| self.covers(it, start, lines))
            }),
            ValidationErrorKind::PropertyNames { error } => self.covers(error, start, lines),
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                trace.steps.last().is_some_and(|it| self.is_required_of_other_direction(it, name))
            }
            _ => false,
        }
    }

    /// Whether a line covers the keyword of this step.
    fn covers_keyword(&self, step: &Step, lines: Lines) -> bool {
        let of_keyword = |told: &StatedLocation| {
            let is_kind = match lines {
                Lines::All => told.kind != Kind::Less,
                Lines::OfKeywords => told.kind == Kind::Unchecked,
            };
            is_kind && is_about(&told.reason, &step.keyword)
        };
        let of_union = |told: &StatedLocation| {
            lines == Lines::All && told.kind == Kind::More && UNIONS.contains(&&*told.reason)
        };
        // The value is valid according to the document, which doesn't have this keyword.
        let is_implied = |place: &String| {
            let schema = self.document.pointer(place.trim_start_matches('#'));
            step.keyword == "type" && schema.is_some_and(|it| it.get(IMPLIED).is_some())
        };
        step.places.iter().any(is_implied)
            || step.places.iter().any(|place| self.at(place).iter().any(of_keyword))
            || step.whole.iter().any(|place| self.at(place).iter().any(of_union))
    }

    /// Whether lines cover a property that is not read at all, since only the other direction has
    /// it: one line about its object, and one about the property itself.
    fn is_of_other_direction(&self, object: &Step, property: &Step) -> bool {
        let has = |step: &Step, reasons: &[&str]| {
            step.places.iter().any(|place| self.is_unchecked_for(place, reasons))
        };
        object.keyword == "properties" && has(object, DIRECTIONS) && has(property, &["type"])
    }

    /// Whether lines cover a required property that is not read, since only the other direction has
    /// it: one line about its object, and one about the property.
    fn is_required_of_other_direction(&self, object: &Step, name: &str) -> bool {
        object.places.iter().any(|place| {
            let property = format!("{place}/properties/{}", escaped(name));
            self.is_unchecked_for(place, DIRECTIONS) && self.is_unchecked_for(&property, &["type"])
        })
    }

    /// Whether a line covers a schema that is not checked for one of these reasons.
    fn is_unchecked_for(&self, place: &str, reasons: &[&str]) -> bool {
        let mut lines = self.at(place).iter();
        lines.any(|it| it.kind == Kind::Unchecked && reasons.contains(&it.reason.as_str()))
    }

    /// Whether a line covers a `null` that is kept: a line of the schema itself, or of the object
    /// or tuple that directly contains it.
    fn keeps_null(&self, step: &Step, depth: usize) -> bool {
        let has = |reason: &str| {
            step.places.iter().any(|place| self.at(place).iter().any(|it| it.reason == reason))
        };
        let is_inside = ["properties", "prefixItems"].contains(&step.keyword.as_str());
        step.depth == depth && has("nullable")
            || is_inside && step.depth + 1 == depth && has("null")
    }
}

/// The JSON types in lines about the limits of a value.
fn kinds(value: Option<&Value>) -> &'static [&'static str] {
    match value {
        Some(Value::String(_)) => &["string"],
        Some(Value::Number(_)) => &["integer", "number"],
        _ => &[],
    }
}

/// The schemas by which a value was evaluated (JSON Schema 2020-12 Core, 12.4.3).
struct Evaluated(Value);

impl Evaluated {
    fn new(validator: &Validator, value: &Value) -> Self {
        Self(serde_json::to_value(validator.evaluate(value).list()).unwrap_or_default())
    }

    /// Returns the locations of the schemas that the value at `at` satisfies.
    fn places(&self, document: &Value, start: &str, at: &str) -> Vec<String> {
        let units = self.0.get("details").and_then(Value::as_array).into_iter().flatten();
        let is_here = |it: &&Value| {
            let is_met = it.get("valid") == Some(&Value::Bool(true));
            is_met && it.get("instanceLocation").is_some_and(|it| it == at)
        };
        let here = units.filter(is_here);
        let paths = here.filter_map(|it| it.get("evaluationPath")?.as_str());
        paths.flat_map(|path| Trace::new(document, start, path).end).collect()
    }
}

/// Whether a line with this reason is about a keyword of the document. Some groups of keywords are
/// represented by one of them.
fn is_about(reason: &str, keyword: &str) -> bool {
    reason == keyword
        || match reason {
            // An unlisted value is kept, whatever the schema's other constraints are.
            "enum" => VALUE_KEYWORDS.contains(&keyword),
            // `null` may also be written as a list of values.
            "type" => keyword == "const" || keyword == "enum",
            "contains" => keyword == "minContains" || keyword == "maxContains",
            "if" => keyword == "then" || keyword == "else",
            "additionalProperties" => keyword == "unevaluatedProperties",
            "minimum" | "exclusiveMinimum" => ["minimum", "exclusiveMinimum"].contains(&keyword),
            "maximum" | "exclusiveMaximum" => ["maximum", "exclusiveMaximum"].contains(&keyword),
            _ => false,
        }
}

/// Returns a location without list-valued `type` keywords: they are unions of schemas that the
/// document writes as one.
fn without_types(pointer: &str) -> String {
    let mut place = String::new();
    let mut segments = pointer.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_index = |it: &&str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        if segment == "type" && segments.next_if(is_index).is_some() {
            continue;
        }
        if !place.is_empty() {
            place.push('/');
        }
        place.push_str(segment);
    }
    place
}

/// Returns a JSON Pointer as `fidelity.txt` writes it.
pub(crate) fn written(pointer: &str) -> String {
    JsonPointer::parse(pointer).unwrap_or_default().to_string()
}
