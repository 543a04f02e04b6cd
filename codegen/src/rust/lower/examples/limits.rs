//! The keywords that limit the values of a schema, and values that they allow (JSON Schema 2020-12
//! Validation, 6.2 to 6.5). Patterns are not considered.

use std::ops::RangeInclusive;

use crate::api::ir::{Api, Constraint, SchemaId, Shape};

/// The maximum length of a placeholder: with a greater `minLength`, it is too short.
const MAX_LENGTH: usize = 64;

/// The number of multiples that are tried from each bound.
const MAX_STEPS: u32 = 16;

/// The constraints of a schema and of the schemas that it refers to.
#[derive(Default)]
pub(super) struct Limits<'a>(Vec<&'a Constraint>);

impl<'a> Limits<'a> {
    /// Returns the limits of a schema's values.
    pub(super) fn of(api: &'a Api, id: SchemaId) -> Self {
        let (mut constraints, mut at) = (Vec::new(), id);
        for _ in 0..api.schemas.len() {
            let schema = api.schema(at);
            constraints.extend(&schema.notes.constraints);
            let Shape::Reference(next) = schema.shape else { break };
            at = next;
        }
        Self(constraints)
    }

    /// Returns the values of a keyword.
    fn numbers_of(&self, keyword: &str) -> impl Iterator<Item = f64> {
        let constraints = self.0.iter().filter(move |it| it.keyword == keyword);
        constraints.filter_map(|it| it.value.as_written().parse().ok())
    }

    /// Whether items must be different (`uniqueItems`).
    pub(super) fn are_unique(&self) -> bool {
        self.0.iter().any(|it| it.keyword == "uniqueItems")
    }

    /// Returns the sizes that two keywords allow, such as `minItems` and `maxItems`.
    pub(super) fn sizes(&self, [least, most]: [&str; 2]) -> RangeInclusive<usize> {
        let of = |keyword: &str| -> Vec<usize> {
            let constraints = self.0.iter().filter(|it| it.keyword == keyword);
            constraints.filter_map(|it| it.value.as_written().parse().ok()).collect()
        };
        let most = of(most).into_iter().min().unwrap_or(usize::MAX);
        of(least).into_iter().max().unwrap_or(0)..=most
    }

    /// Whether a text has an allowed length.
    pub(super) fn allow_text(&self, text: &str) -> bool {
        self.lengths().contains(&text.chars().count())
    }

    /// Whether a number is within the bounds, and a multiple of `multipleOf`.
    pub(super) fn allow_number(&self, number: f64) -> bool {
        self.numbers_of("minimum").all(|it| number >= it)
            && self.numbers_of("maximum").all(|it| number <= it)
            && self.numbers_of("exclusiveMinimum").all(|it| number > it)
            && self.numbers_of("exclusiveMaximum").all(|it| number < it)
            && self.numbers_of("multipleOf").all(|it| is_multiple(number, it))
    }

    /// Returns different numbers that the keywords allow: 1 if possible, then the numbers next to
    /// the bounds, and the one between them.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        let step = self.numbers_of("multipleOf").filter(|it| *it > 0.0).fold(0.0, f64::max);
        let step = if step > 0.0 { step } else { 1.0 };
        let least = self.numbers_of("minimum").chain(self.numbers_of("exclusiveMinimum"));
        let least = least.reduce(f64::max);
        let most = self.numbers_of("maximum").chain(self.numbers_of("exclusiveMaximum"));
        let most = most.reduce(f64::min);
        let first = match (least, most) {
            (Some(least), _) => (least / step).ceil() * step,
            (None, None) => step,
            // A negative number is not expected without a bound that requires it.
            (None, Some(most)) => step.min((most / step).floor() * step),
        };
        let up = (0..MAX_STEPS).map(move |at| f64::from(at).mul_add(step, first));
        let last = most.map(|it| (it / step).floor() * step);
        let down = last
            .into_iter()
            .flat_map(move |last| (0..MAX_STEPS).map(move |at| f64::from(at).mul_add(-step, last)));
        let between = least.zip(most).map(|(least, most)| f64::midpoint(least, most));
        let others = up.chain(down).chain(between).filter(|it| (*it - 1.0).abs() > f64::EPSILON);
        // The sum with 0 is never `-0`.
        std::iter::once(1.0).chain(others).map(|it| it + 0.0).filter(|it| self.allow_number(*it))
    }

    /// Returns a placeholder of an allowed length: the name of the value, and its number among
    /// different ones unless it is the first one, 0.
    pub(super) fn placeholder(&self, name: &str, number: usize) -> String {
        let name = name.replace('_', " ");
        let suffix = if number == 0 { String::new() } else { format!(" {}", number + 1) };
        let text = format!("<{name}{suffix}>");
        let (lengths, length) = (self.lengths(), text.chars().count());
        if length < *lengths.start() && *lengths.start() <= MAX_LENGTH {
            format!("<{name}{}{suffix}>", ".".repeat(*lengths.start() - length))
        } else if length > *lengths.end() {
            let kept = lengths.end().saturating_sub(suffix.len());
            let start: String = name.chars().take(kept).collect();
            format!("{}{suffix}", start.trim_end())
        } else {
            text
        }
    }

    fn lengths(&self) -> RangeInclusive<usize> {
        self.sizes(["minLength", "maxLength"])
    }
}

/// Whether a number is a multiple of `step`, except for rounding errors.
fn is_multiple(number: f64, step: f64) -> bool {
    let ratio = number / step;
    step <= 0.0 || (ratio - ratio.round()).abs() < 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraints(keywords: &[(&str, &str)]) -> Vec<Constraint> {
        let constraint = |(keyword, value): &(&str, &str)| Constraint {
            keyword: (*keyword).to_owned(),
            value: (*value).into(),
        };
        keywords.iter().map(constraint).collect()
    }

    #[test]
    fn numbers_satisfy_all_keywords() {
        for (keywords, expected) in [
            (&[][..], Some(1.0)),
            (&[("minimum", "20")], Some(20.0)),
            (&[("exclusiveMinimum", "20")], Some(21.0)),
            (&[("maximum", "-3")], Some(-3.0)),
            (&[("multipleOf", "50")], Some(50.0)),
            (&[("minimum", "0"), ("maximum", "0.5")], Some(0.0)),
            (&[("exclusiveMinimum", "0"), ("exclusiveMaximum", "0.5")], Some(0.25)),
            (&[("minimum", "7"), ("multipleOf", "5"), ("maximum", "14")], Some(10.0)),
            (&[("minimum", "0.5"), ("multipleOf", "0.01")], Some(1.0)),
            (&[("minimum", "3"), ("maximum", "2")], None),
        ] {
            let constraints = constraints(keywords);
            let limits = Limits(constraints.iter().collect());
            assert_eq!(limits.numbers().next(), expected, "{keywords:?}");
        }
    }

    #[test]
    fn numbers_are_different() {
        let constraints = constraints(&[("minimum", "0"), ("maximum", "2")]);
        let limits = Limits(constraints.iter().collect());
        assert_eq!(limits.numbers().take(3).collect::<Vec<_>>(), [1.0, 0.0, 2.0]);
    }

    #[test]
    fn placeholders_have_an_allowed_length() {
        for (keywords, number, expected) in [
            (&[][..], 0, "<first name>"),
            (&[], 1, "<first name 2>"),
            (&[("minLength", "20")], 0, "<first name........>"),
            (&[("maxLength", "5")], 0, "first"),
            (&[("maxLength", "7")], 1, "first 2"),
            (&[("maxLength", "0")], 0, ""),
            (&[("minLength", "5000")], 0, "<first name>"),
        ] {
            let constraints = constraints(keywords);
            let limits = Limits(constraints.iter().collect());
            assert_eq!(limits.placeholder("first_name", number), expected, "{keywords:?}");
        }
    }
}
