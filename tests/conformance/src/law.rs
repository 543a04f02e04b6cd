//! The law of unions, tested on each union type: a value is decoded without loss as a member that
//! it is valid against, if there is one. A value of no member is kept, unless its discriminator
//! names a member: then the error of that member is reported.

mod values;

use std::path::Path;

use codegen::internals::document::formats::FormatType;
use codegen::internals::rust::members::UnionType;
use jsonschema::Validator;
use serde_json::Value;

use crate::coverage::Coverage;
use crate::equal::difference;
use crate::oracle::Oracle;
use crate::program::{Answer, Running};
use crate::report::{Finding, SchemaReport};
use crate::site::escaped;
use crate::trial::PANIC_REASON;
use crate::union::Union;
use crate::{Error, Options};

/// The unions to test.
pub(crate) struct UnionTest<'a> {
    /// The document in JSON Schema 2020-12.
    pub(crate) document: &'a Value,
    /// The unions of this direction, each with its index in the program.
    pub(crate) unions: Vec<(usize, &'a UnionType)>,
    /// The lines of `fidelity.txt`.
    pub(crate) coverage: &'a Coverage<'a>,
    pub(crate) binary: &'a Path,
    pub(crate) options: &'a Options,
}

/// A test value for a union.
pub(crate) struct Case {
    /// The origin of the value.
    pub(crate) source: &'static str,
    pub(crate) value: Value,
}

/// Tests every union, in document order.
///
/// # Errors
/// The validator does not support the document, or the program fails.
pub(crate) fn run(law: &UnionTest<'_>) -> Result<Vec<SchemaReport>, Error> {
    let oracle = Oracle::new(law.document).map_err(Error::Validate)?;
    let mut running = Running::start(law.binary)?;
    let mut reports = Vec::new();
    for (index, of) in law.unions.iter().copied() {
        let mut report = SchemaReport {
            name: of.pointer.to_string(),
            pointer: of.pointer.as_str().to_owned(),
            r#type: of.path.clone(),
            ..SchemaReport::default()
        };
        match Union::new(law.document, &oracle, of) {
            Ok(union) => {
                let cases = values::of(law.document, &union, law.options);
                let lines: Vec<String> = cases.iter().map(|case| case.value.to_string()).collect();
                let answers = running.ask(index, &lines)?;
                for (case, answer) in cases.iter().zip(answers) {
                    let verdict = classify(&union, law.coverage, &case.value, &answer);
                    record(case, verdict, &mut report);
                }
                report.note =
                    (report.counts.unions.tried == 0).then(|| "no value was found".to_owned());
            }
            Err(note) => report.note = Some(note),
        }
        report.counts.sum();
        reports.push(report);
    }
    Ok(reports)
}

/// The outcome of one value.
enum Verdict {
    /// The value was handled according to the law.
    Kept,
    /// The value was handled differently, as documented in `fidelity.txt`.
    Narrower,
    /// The value was rejected at this location for this reason, but must be accepted.
    Refused(String, String),
    /// The value was changed.
    Lost(String, String),
    /// The value was decoded as the variant of another member.
    Wrong(String),
}

fn classify(union: &Union<'_>, coverage: &Coverage<'_>, value: &Value, answer: &Answer) -> Verdict {
    let fitting = union.fitting(value);
    let is_valid = !fitting.is_empty() && union.is_valid(value);
    let is_covered = |validator: &Validator, place: &str, at: &str| {
        coverage.missing_limit(validator, place, value, at).is_none()
    };
    // The members of the union of all webhooks are not inside its own schema.
    let is_told = |at: &str| {
        is_valid
            && (is_covered(&union.validator, &union.place, at)
                || fitting.iter().any(|it| is_covered(&it.validator, &it.place, at)))
    };
    match answer {
        Answer::Panicked => Verdict::Refused(String::new(), PANIC_REASON.to_owned()),
        Answer::Refused(at, _) if is_told(at) => Verdict::Narrower,
        Answer::Refused(..) if !is_valid && union.is_tagged(value) => Verdict::Kept,
        Answer::Refused(at, reason) if is_valid => Verdict::Refused(at.clone(), reason.clone()),
        Answer::Refused(at, reason) => {
            Verdict::Refused(at.clone(), format!("no tag names a member, but: {reason}"))
        }
        Answer::Encoded { variant, json } => match serde_json::from_str(json) {
            Err(error) => Verdict::Lost(String::new(), format!("not JSON: {error}")),
            Ok(after) => match difference(value, &after) {
                Some(it) if is_told(&it.pointer) => Verdict::Narrower,
                // The member that the discriminator names does not keep properties that its schema
                // forbids.
                Some(it)
                    if union.is_tagged(value) && union.forbids(variant, value, &it.pointer) =>
                {
                    Verdict::Narrower
                }
                Some(it) => Verdict::Lost(it.pointer, it.reason),
                None if !is_valid || fitting.iter().any(|it| it.variant == *variant) => {
                    Verdict::Kept
                }
                None if is_unchecked(union, coverage, value, variant) => Verdict::Narrower,
                None if has_limit(union, coverage, value) => Verdict::Narrower,
                None if coverage.is_of_other_type(&union.validator, &union.place, value) => {
                    Verdict::Narrower
                }
                None => {
                    let own: Vec<&str> = fitting.iter().map(|it| it.variant.as_str()).collect();
                    Verdict::Wrong(format!("valid as {}, decoded as {variant}", own.join(", ")))
                }
            },
        },
    }
}

/// Whether the value violates only unchecked keywords of the variant's member.
fn is_unchecked(union: &Union<'_>, coverage: &Coverage<'_>, value: &Value, variant: &str) -> bool {
    let member = union.members.iter().find(|it| it.variant == variant);
    member.is_some_and(|it| coverage.is_unchecked(&it.validator, &it.place, value))
}

/// Whether a value contains a scalar that the type of its location can't represent, so that the
/// member with that type can't keep the entire value.
fn has_limit(union: &Union<'_>, coverage: &Coverage<'_>, value: &Value) -> bool {
    let mut pending = vec![(String::new(), value)];
    while let Some((at, inside)) = pending.pop() {
        match inside {
            Value::Object(members) => {
                let inside =
                    members.iter().map(|(name, it)| (format!("{at}/{}", escaped(name)), it));
                pending.extend(inside);
            }
            Value::Array(items) => {
                let inside =
                    items.iter().enumerate().map(|(index, it)| (format!("{at}/{index}"), it));
                pending.extend(inside);
            }
            Value::Number(_) | Value::String(_) => {
                let told = coverage.limit(&union.validator, &union.place, value, &at).ok();
                let of = |told| {
                    FormatType::ALL.into_iter().find(|it| it.limits().narrower == Some(told))
                };
                if told.and_then(of).is_some_and(|it| is_beyond(inside, it)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether a type rejects or changes a value of its format.
#[expect(clippy::cast_possible_truncation, reason = "truncated values are not equal")]
fn is_beyond(value: &Value, of: FormatType) -> bool {
    let whole = || value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
    match (of, of.range(), value) {
        (_, Some(range), _) => whole().is_none_or(|it| !range.contains(&it)),
        (FormatType::F32, ..) => value.as_f64().is_some_and(|it| f64::from(it as f32) != it),
        (FormatType::F64, ..) => whole().is_some_and(|it| it.abs() > 1 << f64::MANTISSA_DIGITS),
        (FormatType::Timestamp, _, Value::String(text)) => {
            let digits = text
                .split_once('.')
                .map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
            text.contains(":60") || text.starts_with("9999") || digits > 9
        }
        (FormatType::UnixTime, ..) => true,
        _ => false,
    }
}

fn record(case: &Case, verdict: Verdict, report: &mut SchemaReport) {
    let counts = &mut report.counts.unions;
    counts.tried += 1;
    let finding = |pointer: String, reason: String| Finding {
        kind: "union",
        source: case.source,
        pointer,
        reason,
        instance: case.value.clone(),
    };
    match verdict {
        Verdict::Kept => counts.equal += 1,
        Verdict::Narrower => counts.narrower += 1,
        Verdict::Refused(at, reason) => {
            counts.refused += 1;
            report.first_refused.get_or_insert_with(|| finding(at, reason));
        }
        Verdict::Lost(at, reason) => {
            counts.lost += 1;
            report.first_lost.get_or_insert_with(|| finding(at, reason));
        }
        Verdict::Wrong(reason) => {
            report.counts.wrong += 1;
            report.first_wrong.get_or_insert_with(|| finding(String::new(), reason));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::union::tests::union_type;

    /// Returns the verdict on a value of `Shape` that was decoded as this variant and encoded
    /// unchanged.
    fn verdict(value: Value, answer: impl FnOnce(&Value) -> Answer) -> &'static str {
        let document =
            crate::dialect::convert(&json!({"components": {"schemas": {"Shape": {"anyOf": [
                {"type": "object", "required": ["kind"], "properties": {
                    "kind": {"const": "circle"}, "radius": {"type": "number"}
                }},
                {"type": "object", "required": ["side"], "properties": {"side": {"type": "number"}}}
            ]}}}}));
        let place = "/components/schemas/Shape";
        let (first, second) = (format!("{place}/anyOf/0"), format!("{place}/anyOf/1"));
        let of = union_type(place, &[("Circle", &first), ("Square", &second)]);
        let oracle = Oracle::new(&document).expect("an oracle");
        let union = Union::new(&document, &oracle, &of).expect("a union");
        let coverage = Coverage::new(&document, "");
        match classify(&union, &coverage, &value, &answer(&value)) {
            Verdict::Kept => "kept",
            Verdict::Narrower => "narrower",
            Verdict::Refused(..) => "refused",
            Verdict::Lost(..) => "lost",
            Verdict::Wrong(_) => "wrong",
        }
    }

    fn decoded_as(variant: &'static str) -> impl FnOnce(&Value) -> Answer {
        move |value| Answer::Encoded { variant: variant.to_owned(), json: value.to_string() }
    }

    fn rejected(_: &Value) -> Answer {
        Answer::Refused(String::new(), "why".to_owned())
    }

    #[test]
    fn the_selected_member_is_valid() {
        assert_eq!(verdict(json!({"side": 1}), decoded_as("Square")), "kept");
        assert_eq!(verdict(json!({"side": 1}), decoded_as("Circle")), "wrong");
        assert_eq!(verdict(json!({"side": 1}), decoded_as("Unknown")), "wrong");
        assert_eq!(verdict(json!({"side": 1}), rejected), "refused");
        // It matches both members.
        assert_eq!(verdict(json!({"kind": "circle", "side": 1}), decoded_as("Square")), "kept");
    }

    #[test]
    fn a_value_of_no_member_is_preserved_or_of_the_tagged_member() {
        assert_eq!(verdict(json!({"side": "x"}), decoded_as("Unknown")), "kept");
        assert_eq!(verdict(json!({"side": "x"}), rejected), "refused");
        assert_eq!(verdict(json!({"kind": "circle", "radius": "x"}), rejected), "kept");
        let emptied =
            |_: &Value| Answer::Encoded { variant: "Square".to_owned(), json: "{}".to_owned() };
        assert_eq!(verdict(json!({"side": 1}), emptied), "lost");
        assert_eq!(verdict(json!({"side": "x"}), emptied), "lost");
    }
}
