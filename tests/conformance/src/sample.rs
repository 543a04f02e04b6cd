//! A seeded sampler: creates values of a schema that are likely to be valid; the caller validates
//! them. The same seed produces the same values.

mod number;
mod object;
mod pattern;
mod text;

use codegen::internals::document::grammar::keywords::keywords;
use serde_json::{Value, json};

pub(crate) use text::whole;

use crate::random::Random;
use crate::schemas::{Choose, Conjunction, Keywords, is_null};

/// The depth from which only required values are written.
const MAX_OPTIONAL_DEPTH: usize = 6;
/// The depth at which a sample is abandoned.
const TOO_DEEP: usize = 40;
/// The number of values from which only required values are written.
const LARGE: usize = 250;
/// The number of values at which a sample is abandoned.
const TOO_LARGE: usize = 20_000;

/// The share of optional values to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Everything.
    All,
    /// Nothing.
    None,
    /// Each with a probability.
    Some,
}

/// A sampler for the schemas of one document.
pub(crate) struct Sampler<'d, 'r> {
    document: &'d Value,
    random: &'r mut Random,
    fill: Fill,
    /// The member to choose in unions that contain it.
    preferred: Option<&'d Value>,
    depth: usize,
    written: usize,
}

/// Chooses a random member, or a shallow one if the value is already deep.
struct RandomChooser<'d, 'r> {
    random: &'r mut Random,
    preferred: Option<&'d Value>,
    deep: bool,
}

impl<'d> Choose<'d> for RandomChooser<'d, '_> {
    fn member(&mut self, _: &'d Keywords, members: &'d [Value]) -> Option<&'d Value> {
        let is_preferred = |it: &&Value| self.preferred.is_some_and(|own| std::ptr::eq(own, *it));
        if let Some(preferred) = members.iter().find(is_preferred) {
            return Some(preferred);
        }
        if self.deep {
            return members.iter().min_by_key(|member| cost(member));
        }
        self.random.pick(members)
    }

    fn then(&mut self, _: &'d Value) -> bool {
        self.random.one_in(2)
    }
}

/// Estimates the depth of a member from its keywords.
fn cost(schema: &Value) -> usize {
    match schema.get("type").and_then(Value::as_str) {
        _ if is_null(schema) => 0,
        _ if schema.get("$ref").is_some() => 4,
        Some("object") => 3,
        Some("array") => 2,
        Some(_) => 1,
        None => 5,
    }
}

impl<'d, 'r> Sampler<'d, 'r> {
    /// Creates a sampler for the schemas of a document in JSON Schema 2020-12.
    pub(crate) fn new(document: &'d Value, random: &'r mut Random, fill: Fill) -> Self {
        Self { document, random, fill, preferred: None, depth: 0, written: 0 }
    }

    /// Returns the sampler, which now chooses `member` in each union that contains it.
    pub(crate) fn prefer(self, member: &'d Value) -> Self {
        Self { preferred: Some(member), ..self }
    }

    /// Returns a value of all of the schemas; `None` if none was found.
    pub(crate) fn sample(&mut self, schemas: &[&'d Value]) -> Option<Value> {
        self.written += 1;
        if self.depth > TOO_DEEP || self.written > TOO_LARGE {
            return None;
        }
        let deep = self.is_deep();
        let preferred = self.preferred;
        let mut choose = RandomChooser { random: &mut *self.random, preferred, deep };
        let schema = Conjunction::of(self.document, schemas, &mut choose)?;
        if let Some(listed) = schema.listed() {
            return self.random.pick(&listed).map(|value| (*value).clone());
        }
        let types = schema.types().unwrap_or_else(|| implied(&schema));
        let name = match self.random.pick(&types) {
            Some(_) if self.is_deep() && types.contains(&"null") => "null",
            Some(name) => name,
            None => return None,
        };
        self.depth += 1;
        let value = self.of_type(name, &schema);
        self.depth -= 1;
        value
    }

    fn of_type(&mut self, name: &str, schema: &Conjunction<'d>) -> Option<Value> {
        Some(match name {
            "null" => Value::Null,
            "boolean" => Value::Bool(self.random.one_in(2)),
            "integer" => number::integer(schema, self.random),
            "number" => number::number(schema, self.random),
            "string" => Value::String(text::sample(schema, self.random)),
            "array" => Value::Array(self.array(schema)?),
            "object" => self.object(schema)?,
            _ => self.anything(),
        })
    }

    fn is_deep(&self) -> bool {
        self.depth > MAX_OPTIONAL_DEPTH || self.written > LARGE
    }

    /// Whether to write an optional value.
    fn optional(&mut self) -> bool {
        match self.fill {
            _ if self.is_deep() => false,
            Fill::All => true,
            Fill::None => false,
            Fill::Some => self.random.one_in(2),
        }
    }

    fn array(&mut self, schema: &Conjunction<'d>) -> Option<Vec<Value>> {
        let bound = |keyword: &str, pick: fn(u64, u64) -> u64| {
            let bound = schema.all(keyword).filter_map(text::whole).reduce(pick)?;
            usize::try_from(bound).ok()
        };
        let first: Vec<&Vec<Value>> =
            schema.all("prefixItems").filter_map(Value::as_array).collect();
        let rest: Vec<&Value> = schema.all("items").collect();
        let longest = first.iter().map(|it| it.len()).max().unwrap_or(0);
        let least = bound("minItems", u64::max).unwrap_or(0);
        let most = bound("maxItems", u64::min).unwrap_or(usize::MAX);
        let more = if self.optional() { 1 + self.random.below(2) } else { 0 };
        let mut length = least.max(longest).saturating_add(more).min(most).min(least.max(100));
        if rest.iter().any(|it| **it == Value::Bool(false)) {
            length = length.min(longest);
        }
        let unique = schema.all("uniqueItems").any(|it| *it == Value::Bool(true));
        let mut items = Vec::new();
        for index in 0..length {
            let own: Vec<&Value> = first.iter().filter_map(|it| it.get(index)).collect();
            let schemas = if own.is_empty() { &rest } else { &own };
            let Some(item) = self.sample(schemas) else { break };
            if !unique || !items.contains(&item) {
                items.push(item);
            }
        }
        if let Some(contained) = schema.all("contains").next() {
            items.push(self.sample(&[contained])?);
        }
        (items.len() >= least || unique).then_some(items)
    }

    /// Returns a value for a schema without constraints.
    fn anything(&mut self) -> Value {
        let values = [
            json!("text"),
            json!(1),
            json!(1.5),
            json!(true),
            json!(null),
            json!([1, "two", [null]]),
            json!({"a": {"b": [true, 1e300]}, "": 12_345_678_901_234_567_890_u64}),
        ];
        self.random.pick(&values).cloned().unwrap_or_default()
    }
}

/// Returns the types that the other keywords apply to.
fn implied(schema: &Conjunction<'_>) -> Vec<&'static str> {
    let has_keywords = |kind: &str| {
        let mut keywords = keywords().filter(|it| it.about == Some(kind)).map(|it| it.name);
        let format = ["format"].into_iter().filter(|_| kind == "string");
        format.chain(&mut keywords).any(|it| schema.all(it).next().is_some())
    };
    let types = ["object", "array", "string", "number"].into_iter().filter(|it| has_keywords(it));
    let types: Vec<&str> = types.collect();
    if types.is_empty() { vec!["any"] } else { types }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(document: &Value) -> Vec<Value> {
        let schema = document.get("schema").expect("a schema");
        let one = |index: u64| {
            let mut random = Random::new(index, "test");
            Sampler::new(document, &mut random, Fill::Some).sample(&[schema])
        };
        (0..50).filter_map(one).collect()
    }

    #[test]
    fn all_members_of_all_of_are_satisfied() {
        let document = json!({
            "base": {"type": "object", "required": ["id"], "properties": {"id": {"minimum": 3}}},
            "schema": {"allOf": [
                {"$ref": "#/base"},
                {"properties": {"id": {"type": "integer", "maximum": 4}}}
            ]}
        });
        for value in samples(&document) {
            let id = value.get("id").and_then(Value::as_f64).expect("a number");
            assert!((3.0..=4.0).contains(&id), "{value}");
        }
    }

    #[test]
    fn recursion_ends() {
        let document = json!({"schema": {
            "type": "object", "required": ["next"],
            "properties": {"next": {"anyOf": [{"$ref": "#/schema"}, {"type": "null"}]}}
        }});
        assert_eq!(samples(&document).len(), 50);
    }
}
