//! The schemas on an evaluation path (JSON Schema 2020-12 Core, 12.3.1), as locations in the
//! original document.

use serde_json::Value;

use codegen::internals::document::grammar::keywords::{Schemas, keywords};
use codegen::internals::document::pointer::JsonPointer;

use crate::coverage::written;
use crate::dialect::{ADDED, INTEGER_FORMAT};
use crate::schemas::at_reference;

/// The keywords whose subschemas apply to the value itself, or to its property names, and not to
/// its contents (JSON Schema 2020-12 Core, 10.2).
const IN_PLACE: [&str; 6] = ["not", "if", "then", "else", "dependentSchemas", "propertyNames"];

/// The schemas and keywords on the path from the first schema to a violation.
pub(crate) struct Trace {
    /// Each keyword on the path, in order.
    pub(crate) steps: Vec<Step>,
    /// The locations of the last schema.
    pub(crate) end: Vec<String>,
}

/// A keyword of a schema on the path.
pub(crate) struct Step {
    /// The possible locations of the schema in the document. A schema that is combined with others
    /// by `$ref` or `allOf` has the location of each, and so do the schemas inside it.
    pub(crate) places: Vec<String>,
    /// The locations whose schema alone describes the entire value, without others in an `allOf`.
    pub(crate) whole: Vec<String>,
    /// The keyword.
    pub(crate) keyword: String,
    /// The depth of the schema's value in the instance.
    pub(crate) depth: usize,
}

/// The position in an evaluation.
struct Cursor<'d> {
    document: &'d Value,
    schema: Option<&'d Value>,
    /// Pointers in the original document.
    places: Vec<String>,
    whole: Vec<String>,
    depth: usize,
    steps: Vec<Step>,
}

impl Trace {
    /// Follows an evaluation path from the schema at `start`; the first segment of the path is the
    /// reference to that schema.
    pub(crate) fn new(document: &Value, start: &str, path: &str) -> Self {
        let mut cursor = Cursor {
            document,
            schema: document.pointer(start),
            places: vec![start.to_owned()],
            whole: vec![start.to_owned()],
            depth: 0,
            steps: Vec::new(),
        };
        let mut segments = path.split('/').skip(2);
        while let Some(keyword) = segments.next() {
            cursor.step(keyword, &mut segments);
        }
        let end = cursor.places.iter().map(|it| written(it)).collect();
        Self { steps: cursor.steps, end }
    }

    /// Returns the last keyword and its location.
    pub(crate) fn last(&self) -> (&str, &str) {
        match self.steps.last() {
            Some(step) => (&step.keyword, step.places.last().map_or("#", String::as_str)),
            None => ("false", self.end.last().map_or("#", String::as_str)),
        }
    }
}

impl<'d> Cursor<'d> {
    fn step<'p>(&mut self, keyword: &str, segments: &mut impl Iterator<Item = &'p str>) {
        match keyword {
            "$ref" => self.refer(),
            "allOf" | "anyOf" | "oneOf" => {
                let member = segments.next();
                if self.schema.is_some_and(|it| it.get(ADDED).is_some()) {
                    self.through_added(keyword, member);
                    return;
                }
                if self.is_format(keyword, member) {
                    segments.for_each(drop);
                    return self.record("format");
                }
                self.record(keyword);
                if let Some(member) = member {
                    self.join(keyword, member);
                }
            }
            keyword => self.through_keyword(keyword, segments),
        }
    }

    /// Follows a keyword, and its subschemas if it has any.
    fn through_keyword<'p>(&mut self, keyword: &str, segments: &mut impl Iterator<Item = &'p str>) {
        self.record(keyword);
        let known = keywords().find(|it| it.name == keyword);
        match known.map_or(Schemas::None, |it| it.schemas) {
            Schemas::None => return,
            Schemas::One => self.descend(&[keyword]),
            Schemas::List | Schemas::Named => match segments.next() {
                Some(name) => self.descend(&[keyword, name]),
                None => return,
            },
        }
        self.depth += usize::from(!IN_PLACE.contains(&keyword));
    }

    fn record(&mut self, keyword: &str) {
        self.steps.push(Step {
            places: self.places.iter().map(|it| written(it)).collect(),
            whole: self.whole.iter().map(|it| written(it)).collect(),
            keyword: keyword.to_owned(),
            depth: self.depth,
        });
    }

    /// Whether a member is the bounds of the schema's format.
    fn is_format(&self, keyword: &str, member: Option<&str>) -> bool {
        let members = self.schema.and_then(|it| it.get(keyword));
        let member = member.and_then(|it| members?.get(it.parse::<usize>().ok()?));
        member.is_some_and(|it| it.get(INTEGER_FORMAT).is_some())
    }

    fn refer(&mut self) {
        let reference = self.schema.and_then(|it| it.get("$ref")?.as_str());
        let Some(reference) = reference else { return };
        self.schema = at_reference(self.document, reference);
        if let Some(target) = JsonPointer::of_reference(reference) {
            self.places.push(target.as_str().to_owned());
            if !self.whole.is_empty() {
                self.whole.push(target.as_str().to_owned());
            }
        }
    }

    /// Follows a member of an added keyword, whose first member is the original schema.
    fn through_added(&mut self, keyword: &str, member: Option<&str>) {
        let Some(member) = member else { return };
        self.schema = self.schema.and_then(|it| it.pointer(&format!("/{keyword}/{member}")));
        if member != "0" {
            self.places.clear();
            self.whole.clear();
        }
    }

    /// Follows a subschema for the same value: in an `allOf`, or the chosen member of a union.
    fn join(&mut self, keyword: &str, member: &str) {
        let is_alone = keyword != "allOf" || self.schema.is_some_and(|it| is_alone(it, member));
        self.schema = self.schema.and_then(|it| it.pointer(&format!("/{keyword}/{member}")));
        let inside = |places: &[String]| {
            places.iter().map(|it| format!("{it}/{keyword}/{member}")).collect::<Vec<String>>()
        };
        let joined = inside(&self.places);
        self.whole = if is_alone { inside(&self.whole) } else { Vec::new() };
        self.places.extend(joined);
    }

    /// Follows a subschema for a part of the value.
    fn descend(&mut self, segments: &[&str]) {
        let inside = format!("/{}", segments.join("/"));
        self.schema = self.schema.and_then(|it| it.pointer(&inside));
        self.places.iter_mut().for_each(|it| it.push_str(&inside));
        self.whole.clone_from(&self.places);
    }
}

/// Whether only this member of the `allOf` constrains the value.
fn is_alone(schema: &Value, member: &str) -> bool {
    const TYPE_KEYWORDS: [&str; 10] = [
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "anyOf",
        "oneOf",
        "$ref",
    ];
    let constrains_type = |schema: &Value| {
        schema.get("allOf").is_some() || TYPE_KEYWORDS.iter().any(|it| schema.get(it).is_some())
    };
    let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let others = members.enumerate().filter(|(index, _)| index.to_string() != member);
    !TYPE_KEYWORDS.iter().any(|it| schema.get(it).is_some())
        && others.map(|(_, it)| it).all(|it| !constrains_type(it))
}
