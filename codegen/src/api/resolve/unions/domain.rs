//! [`Domain`]: the values that a schema allows at a location.
//!
//! A domain may be too large but is never too small: a value that isn't in it is invalid. So a
//! member of a union is impossible if a value is outside of one of its domains, and two members are
//! disjoint if their domains at some location are.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use regex::Regex;
use serde_json::Value;

use crate::document::formats::Form;
use crate::document::text::Json;
use crate::document::value_test::{JsonKind, Test, ValuePattern};

/// All JSON types; integers belong to `Number`.
const KINDS: [JsonKind; 6] = [
    JsonKind::Null,
    JsonKind::Boolean,
    JsonKind::Number,
    JsonKind::String,
    JsonKind::Array,
    JsonKind::Object,
];

/// The values that a schema allows at a location.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Domain {
    /// Whether the value at the location may be absent.
    pub(super) absent: bool,
    /// The values of each JSON type. Types without an entry have no values.
    pub(super) present: BTreeMap<JsonKind, Values>,
}

/// The allowed values of one JSON type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    /// All.
    All,
    /// All integers.
    Whole,
    /// The listed values, each serialized as JSON, in the order of the document.
    Listed(Vec<String>),
    /// The strings of a lexical form.
    Form(Form),
    /// The strings that match a regular expression.
    Pattern(String),
}

impl Domain {
    /// Returns the domain of any value, which may also be absent.
    pub(super) fn unknown() -> Self {
        Self { absent: true, ..Self::any() }
    }

    /// Returns the domain of all JSON values.
    pub(super) fn any() -> Self {
        let present = KINDS.into_iter().map(|kind| (kind, Values::All)).collect();
        Self { absent: false, present }
    }

    /// Returns the domain of a value that is always absent.
    pub(super) fn empty() -> Self {
        Self { absent: true, present: BTreeMap::new() }
    }

    /// Returns the domain of these values of one JSON type.
    pub(super) fn of(kind: JsonKind, values: Values) -> Self {
        Self { absent: false, present: BTreeMap::from([(kind, values)]) }
    }

    /// Returns the domain of the listed values.
    pub(super) fn listed<'v>(values: impl IntoIterator<Item = &'v Value>) -> Self {
        let mut domain = Self::default();
        for value in values {
            let one = match value {
                Value::Array(_) | Value::Object(_) => Values::All,
                _ => Values::Listed(vec![text(value)]),
            };
            domain.join(Self::of(kind(value), one));
        }
        domain
    }

    /// Adds the values of another domain.
    pub(super) fn join(&mut self, other: Self) {
        self.absent |= other.absent;
        for (kind, values) in other.present {
            let joined = match self.present.remove(&kind) {
                Some(own) => own.join(values),
                None => values,
            };
            self.present.insert(kind, joined);
        }
    }

    /// Returns the domain with the possibility that the value is absent.
    pub(super) fn or_absent(self) -> Self {
        Self { absent: true, ..self }
    }

    /// Whether the domains have nothing in common, including the absence of a value.
    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        !(self.absent && other.absent) && self.excludes(other)
    }

    /// Whether the domains have no value in common, ignoring whether it may be absent.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.present
            .iter()
            .all(|(kind, own)| other.present.get(kind).is_none_or(|others| own.is_disjoint(others)))
    }

    /// Whether it only consists of listed values, one of which is always present.
    pub(super) fn is_listed(&self) -> bool {
        let listed = |values: &Values| matches!(values, Values::Listed(_));
        !self.absent && !self.present.is_empty() && self.present.values().all(listed)
    }

    /// Whether it has a single value, which is always present.
    pub(super) fn is_constant(&self) -> bool {
        let single = |values: &Values| matches!(values, Values::Listed(texts) if texts.len() == 1);
        !self.absent && self.present.len() == 1 && self.present.values().all(single)
    }

    /// Returns the listed strings, if it has nothing else.
    pub(super) fn strings(&self) -> Option<Vec<String>> {
        match (self.absent, self.present.len(), self.present.get(&JsonKind::String)) {
            (false, 1, Some(Values::Listed(texts))) => {
                texts.iter().map(|text| serde_json::from_str(text).ok()).collect()
            }
            _ => None,
        }
    }

    /// Returns the test that is true for the values of the domain and for as few others as
    /// possible. `rivals` are the domains of the other members.
    pub(super) fn test(&self, rivals: &[&Self]) -> Test {
        if self.present.is_empty() {
            return Test::Absent;
        }
        let is_any = self.present.len() == KINDS.len()
            && self.present.values().all(|values| *values == Values::All);
        match (is_any, self.absent) {
            (true, true) => Test::Any,
            (true, false) => Test::Present,
            (false, true) => Test::May(self.patterns(rivals)),
            (false, false) => Test::Is(self.patterns(rivals)),
        }
    }

    fn patterns(&self, rivals: &[&Self]) -> Vec<ValuePattern> {
        let mut patterns = Vec::new();
        for (kind, values) in &self.present {
            let others = || rivals.iter().filter_map(|rival| rival.present.get(kind));
            match values {
                Values::All => patterns.push(ValuePattern::Kind(*kind)),
                Values::Whole => patterns.push(ValuePattern::Kind(JsonKind::Integer)),
                Values::Listed(texts) => {
                    let value = |text: &String| serde_json::from_str::<Value>(text).ok();
                    patterns.extend(
                        texts.iter().filter_map(value).map(|it| ValuePattern::Value(it.into())),
                    );
                }
                // If no rival has strings, the type is a sufficient test, and decoding validates
                // the form.
                Values::Form(_) if others().next().is_none() => {
                    patterns.push(ValuePattern::Kind(JsonKind::String));
                }
                Values::Form(form) => patterns.push(ValuePattern::Form(*form)),
                Values::Pattern(_) => patterns.push(except(values, others())),
            }
        }
        patterns
    }
}

/// Returns the strings except those that others list and that aren't among these values.
fn except<'v>(values: &Values, others: impl Iterator<Item = &'v Values>) -> ValuePattern {
    let mut texts = BTreeSet::new();
    for other in others {
        if let Values::Listed(listed) = other {
            texts.extend(listed.iter().filter(|text| !values.has(text)));
        }
    }
    if texts.is_empty() {
        return ValuePattern::Kind(JsonKind::String);
    }
    let value = |text: &String| serde_json::from_str::<Value>(text).ok().map(Json::from);
    ValuePattern::Except(texts.into_iter().filter_map(value).collect())
}

impl Values {
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Listed(mut own), Self::Listed(others)) => {
                let known: HashSet<String> = own.iter().cloned().collect();
                own.extend(others.into_iter().filter(|text| !known.contains(text)));
                Self::Listed(own)
            }
            (own, other) if own == other => own,
            (Self::Whole, Self::Listed(texts)) | (Self::Listed(texts), Self::Whole)
                if texts.iter().all(|text| is_integer(text)) =>
            {
                Self::Whole
            }
            _ => Self::All,
        }
    }

    fn is_disjoint(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(texts), values) | (values, Self::Listed(texts)) => {
                !texts.iter().any(|text| values.has(text))
            }
            (Self::Form(own), Self::Form(other)) => own != other,
            _ => false,
        }
    }

    /// Whether the value with this JSON representation may be in the set.
    fn has(&self, text: &str) -> bool {
        match self {
            Self::All => true,
            Self::Whole => is_integer(text),
            Self::Listed(texts) => texts.iter().any(|it| it == text),
            // Forms are compared with listed values, which may have the form.
            Self::Form(form) => {
                serde_json::from_str(text).is_ok_and(|it: String| matches_form(*form, &it))
            }
            Self::Pattern(pattern) => {
                match (Regex::new(pattern), serde_json::from_str::<String>(text)) {
                    (Ok(pattern), Ok(text)) => pattern.is_match(&text),
                    // Regular expressions of ECMA-262 that this engine doesn't support may match
                    // anything.
                    _ => true,
                }
            }
        }
    }
}

/// Whether a string may have a form: it contains the characters that every string of the form has.
fn matches_form(form: Form, text: &str) -> bool {
    let has = |symbols: &str| symbols.chars().all(|symbol| text.contains(symbol));
    match form {
        Form::Uuid => text.len() == 36 && has("-"),
        Form::DateTime => has("-:"),
        Form::Date => text.len() == 10 && has("-"),
        Form::Time | Form::Ipv6 => has(":"),
        Form::Duration => text.starts_with('P'),
        Form::Ipv4 => has("."),
    }
}

/// Returns the JSON type of a value.
pub(super) fn kind(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}

/// Returns a scalar as JSON text, which is the same for equal numbers (JSON Schema 2020-12 Core,
/// 4.2.2).
pub(super) fn text(value: &Value) -> String {
    let text = value.to_string();
    match value {
        Value::Number(_) if is_integer(&text) => {
            text.split_once(['.', 'e', 'E']).map_or(text.clone(), |(whole, rest)| {
                if rest.bytes().all(|byte| byte == b'0') { whole.to_owned() } else { text.clone() }
            })
        }
        _ => text,
    }
}

/// Whether a number is an integer.
fn is_integer(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn listed(values: &[Value]) -> Domain {
        Domain::listed(values)
    }

    #[test]
    fn lists_are_disjoint_by_value() {
        assert!(listed(&[json!(1), json!("a")]).is_disjoint(&listed(&[json!("1"), json!(2)])));
        assert!(!listed(&[json!(1)]).is_disjoint(&listed(&[json!(1.0)])));
        assert!(!listed(&[json!(true), json!("a")]).is_disjoint(&listed(&[json!(true)])));
    }

    #[test]
    fn absent_values_are_not_shared() {
        let one = listed(&[json!("a")]);
        let other = listed(&[json!("b")]);
        assert!(one.clone().or_absent().is_disjoint(&other));
        assert!(!one.or_absent().is_disjoint(&other.or_absent()));
    }

    #[test]
    fn an_unmatched_pattern_lists_the_values() {
        let pattern = Domain::of(JsonKind::String, Values::Pattern("^x-".to_owned()));
        let closed = listed(&[json!("auto"), json!("none")]);
        assert!(pattern.is_disjoint(&closed));
        assert!(!pattern.is_disjoint(&listed(&[json!("x-1")])));
        let expected = ValuePattern::Except(vec![json!("auto").into(), json!("none").into()]);
        assert_eq!(pattern.test(&[&closed]), Test::Is(vec![expected]));
    }

    #[test]
    fn forms_exclude_each_other() {
        let form = |form| Domain::of(JsonKind::String, Values::Form(form));
        assert!(form(Form::Ipv4).is_disjoint(&form(Form::Ipv6)));
        assert!(!form(Form::Ipv4).is_disjoint(&form(Form::Ipv4)));
        assert!(form(Form::Uuid).is_disjoint(&listed(&[json!("auto")])));
        let all = Domain::of(JsonKind::String, Values::All);
        assert!(!form(Form::Uuid).is_disjoint(&all));
    }
}
