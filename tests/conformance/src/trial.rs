//! Runs the trial of component schemas: creates the values, sends them to the program and compares
//! the results.

use std::collections::BTreeMap;
use std::path::Path;

use codegen::internals::ComponentType;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::change::{self, Change, Tried};
use crate::coverage::Coverage;
use crate::equal::difference;
use crate::oracle::Oracle;
use crate::program::{Answer, Running};
use crate::random::Random;
use crate::report::{Finding, SchemaReport};
use crate::sample::{Fill, Sampler};
use crate::{Error, Options, example};

/// The maximum number of samples that are drawn for each requested valid value.
const MAX_SAMPLES: usize = 4;

/// The subjects of a trial.
pub(crate) struct Trial<'a> {
    /// The document in JSON Schema 2020-12.
    pub(crate) document: &'a Value,
    /// The original document, for its examples.
    pub(crate) original: &'a Value,
    /// The components of this direction, each with its index in the program.
    pub(crate) components: Vec<(usize, &'a ComponentType)>,
    /// Values from a file, instead of all others.
    pub(crate) samples: Option<&'a BTreeMap<String, Vec<Value>>>,
    /// The lines of `fidelity.txt`.
    pub(crate) coverage: &'a Coverage<'a>,
    pub(crate) binary: &'a Path,
    pub(crate) options: &'a Options,
}

/// A test value.
struct Case {
    kind: Kind,
    source: &'static str,
    value: Value,
    /// For an invalid value: the location at which it must be rejected, if any, and whether the
    /// type is weaker there.
    refused: Option<(Option<String>, bool)>,
}

/// The number of changes of one kind for each requested valid value of a component.
const CHANGES: usize = 8;

/// The number of long arrays for each value.
const LONG_ARRAYS: usize = 2;

/// The nesting depth at which values must round-trip.
const NESTING_DEPTH: usize = 60;

/// The nesting depth at which the runtime may reject values.
const TOO_DEEP: usize = 200;

/// The schema of a component, with the judges of its values.
struct SchemaValidators<'a> {
    coverage: &'a Coverage<'a>,
    validator: Validator,
    /// The location of the schema in the document.
    place: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Valid,
    Drift,
    Invalid,
    Edge,
    /// A value that the type may reject but must not lose.
    Closed,
}

/// Tests every schema, in document order.
///
/// # Errors
/// The validator does not support the document, or the program fails.
pub(crate) fn run(trial: &Trial<'_>) -> Result<Vec<SchemaReport>, Error> {
    let oracle = Oracle::new(trial.document).map_err(Error::Validate)?;
    let examples = example::of_components(trial.original);
    let mut running = Running::start(trial.binary)?;
    let mut tried = Tried::new();
    let mut reports = Vec::new();
    for (index, component) in trial.components.iter().copied() {
        let mut report = SchemaReport {
            name: component.name.clone(),
            pointer: component.pointer.clone(),
            r#type: component.path.clone(),
            ..SchemaReport::default()
        };
        let outside = match trial.samples {
            Some(samples) => samples,
            None => &examples,
        };
        let given = outside.get(&component.name).map(Vec::as_slice).unwrap_or_default();
        let judged = validators(trial, &oracle, component).and_then(|judge| {
            let cases = cases(trial, &judge, component, given, &mut tried)?;
            Ok((judge, cases))
        });
        match judged {
            Ok((judge, cases)) => try_all(&mut running, index, cases, &judge, &mut report)?,
            Err(note) => report.note = Some(note),
        }
        report.counts.sum();
        reports.push(report);
    }
    Ok(reports)
}

/// Creates the judge for the values of a component.
///
/// # Errors
/// The validator does not support its schema.
fn validators<'a>(
    trial: &Trial<'a>,
    oracle: &Oracle<'_>,
    component: &ComponentType,
) -> Result<SchemaValidators<'a>, String> {
    let place = format!("/components/schemas/{}", crate::site::escaped(&component.name));
    let is_there = trial.document.pointer(&place).is_some();
    let place = if is_there { place } else { component.pointer.trim_start_matches('#').to_owned() };
    let validator = oracle.validator(&place)?;
    Ok(SchemaValidators { coverage: trial.coverage, validator, place })
}

/// Returns the values of one schema.
///
/// # Errors
/// The reason why there are no values.
fn cases(
    trial: &Trial<'_>,
    judge: &SchemaValidators<'_>,
    component: &ComponentType,
    given: &[Value],
    tried: &mut Tried,
) -> Result<Vec<Case>, String> {
    let validator = &judge.validator;
    let document = trial.document;
    let schema = document.pointer(&judge.place).ok_or("the schema is not in the document")?;
    let (valid, refusal) = valid(trial, validator, component, schema, given);
    if valid.is_empty() && trial.samples.is_none() {
        return Err(format!("no valid value was found{refusal}"));
    }
    let mut random = Random::new(trial.options.seed, &format!("change {}", component.name));
    let mut each = Random::new(trial.options.seed, &format!("each {}", component.name));
    let mut most = [trial.options.per_schema * CHANGES; 3];
    let mut cases = Vec::new();
    cases.extend(large(document, schema, validator, &valid, tried));
    for (source, value) in valid {
        if let Some(change) = change::newer_server_change(document, schema, &value, &mut random) {
            let Change { what, value, .. } = change;
            cases.push(Case { kind: Kind::Drift, source: what, value, refused: None });
        }
        let mut wrong: Vec<Change> =
            change::mistake(document, schema, &value, &mut random).into_iter().collect();
        let violations = change::violations(document, schema, &value, (tried, most[0]), &mut each);
        most[0] -= violations.len();
        wrong.extend(violations);
        for Change { what, pointer, weaker, value } in wrong {
            if !validator.is_valid(&value) {
                let refused = Some((pointer, weaker));
                cases.push(Case { kind: Kind::Invalid, source: what, value, refused });
            }
        }
        let edges = change::edges(document, schema, &value, (tried, most[1]), &mut each);
        most[1] -= edges.len();
        for Change { what, value, .. } in edges {
            if validator.is_valid(&value) {
                cases.push(Case { kind: Kind::Edge, source: what, value, refused: None });
            }
        }
        let new = change::new_constants(document, schema, &value, (tried, most[2]), &mut each);
        most[2] -= new.len();
        for Change { what, value, .. } in new {
            cases.push(Case { kind: Kind::Closed, source: what, value, refused: None });
        }
        cases.push(Case { kind: Kind::Valid, source, value, refused: None });
    }
    Ok(cases)
}

/// Returns values that are longer and deeper than the sampled ones.
fn large(
    document: &Value,
    schema: &Value,
    validator: &Validator,
    valid: &[(&'static str, Value)],
    tried: &mut Tried,
) -> Vec<Case> {
    let mut cases = Vec::new();
    let edge = |source, value| Case { kind: Kind::Edge, source, value, refused: None };
    let mut is_deep = false;
    for (_, value) in valid {
        let long = change::long(document, schema, value, (tried, LONG_ARRAYS));
        cases.extend(long.into_iter().map(|it| edge("long array", it)));
        if !is_deep && let Some(deep) = change::deep(document, schema, value, NESTING_DEPTH) {
            is_deep = true;
            cases.push(edge("deep value", deep));
            let deeper = change::deep(document, schema, value, TOO_DEEP);
            cases.extend(
                deeper.map(|it| Case { kind: Kind::Closed, ..edge("too deep a value", it) }),
            );
        }
    }
    cases.retain(|case| case.kind == Kind::Closed || validator.is_valid(&case.value));
    cases
}

/// Returns values that the validator accepts, each with its origin, and the reason why it rejected
/// the first invalid sample.
fn valid(
    trial: &Trial<'_>,
    validator: &Validator,
    component: &ComponentType,
    schema: &Value,
    given: &[Value],
) -> (Vec<(&'static str, Value)>, String) {
    let source = if trial.samples.is_some() { "from outside" } else { "example" };
    let given = given.iter().filter(|value| validator.is_valid(value));
    let mut valid: Vec<(&str, Value)> = given.map(|value| (source, value.clone())).collect();
    let mut refusal = String::new();
    if trial.samples.is_some() {
        return (valid, refusal);
    }
    let wanted = trial.options.per_schema;
    valid.truncate(wanted);
    for attempt in 0..wanted * MAX_SAMPLES {
        if valid.len() >= wanted {
            break;
        }
        let fill = match attempt {
            0 => Fill::All,
            it if it % 8 == 1 => Fill::None,
            _ => Fill::Some,
        };
        let purpose = format!("{} {attempt}", component.name);
        let mut random = Random::new(trial.options.seed, &purpose);
        let sample = Sampler::new(trial.document, &mut random, fill).sample(&[schema]);
        let Some(value) = sample else { continue };
        match validator.validate(&value) {
            Ok(()) => valid.push(("sampled", value)),
            Err(error) if refusal.is_empty() => refusal = explained(&error),
            Err(_) => {}
        }
    }
    (valid, refusal)
}

/// Describes the location and the keyword of a validation error.
fn explained(error: &ValidationError<'_>) -> String {
    format!("; one is not valid at `{}`: {}", error.instance_path(), error.schema_path())
}

fn try_all(
    running: &mut Running,
    index: usize,
    cases: Vec<Case>,
    judge: &SchemaValidators<'_>,
    report: &mut SchemaReport,
) -> Result<(), Error> {
    let lines: Vec<String> = cases.iter().map(|case| case.value.to_string()).collect();
    let answers = running.ask(index, &lines)?;
    for (case, answer) in cases.into_iter().zip(answers) {
        match &case.refused {
            Some(refused) => refusal(&case, refused, &answer, judge, report),
            None => return_trip(&case, &answer, judge, report),
        }
    }
    Ok(())
}

/// The reason for a value that caused a panic.
pub(crate) const PANIC_REASON: &str = "the code panicked";

/// The outcome of a value that must round-trip.
enum Return {
    Equal,
    Lost(String, String),
    Refused(String, String),
}

impl Return {
    fn of(value: &Value, answer: &Answer) -> Self {
        // The value may be nested deeper than this program's parser allows.
        let text = value.to_string();
        match answer {
            Answer::Encoded { json, .. } if *json == text => Self::Equal,
            Answer::Encoded { json, .. } => match serde_json::from_str(json) {
                Ok(after) => match difference(value, &after) {
                    None => Self::Equal,
                    Some(it) => Self::Lost(it.pointer, it.reason),
                },
                Err(error) => Self::Lost(String::new(), format!("not JSON: {error}")),
            },
            Answer::Refused(pointer, reason) => Self::Refused(pointer.clone(), reason.clone()),
            Answer::Panicked => Self::Refused(String::new(), PANIC_REASON.to_owned()),
        }
    }
}

/// Checks that a valid or drifted value round-trips, unless a line covers a narrower type; an
/// invalid one that round-trips must be covered, too.
fn return_trip(
    case: &Case,
    answer: &Answer,
    judge: &SchemaValidators<'_>,
    report: &mut SchemaReport,
) {
    let SchemaValidators { coverage, validator, place } = judge;
    let is_drift = matches!(case.kind, Kind::Drift | Kind::Invalid);
    let (kind, counts) = match case.kind {
        Kind::Valid => ("valid", &mut report.counts.valid),
        Kind::Edge => ("edge", &mut report.counts.edge),
        Kind::Closed => ("closed", &mut report.counts.closed),
        Kind::Drift | Kind::Invalid => ("drift", &mut report.counts.newer_server_change),
    };
    counts.tried += 1;
    let finding = |pointer: &str, reason: &str| Finding {
        kind,
        source: case.source,
        pointer: pointer.to_owned(),
        reason: reason.to_owned(),
        instance: case.value.clone(),
    };
    let is_told = |at: &str| coverage.missing_limit(validator, place, &case.value, at).is_none();
    match Return::of(&case.value, answer) {
        Return::Equal => {
            counts.equal += 1;
            let missing =
                is_drift.then(|| coverage.missing(validator, place, &case.value)).flatten();
            if let Some(missing) = missing {
                let reason = format!("decoded though invalid: {missing}");
                report.first_accepted.get_or_insert_with(|| finding("", &reason));
                report.counts.invalid.accepted += 1;
            }
        }
        Return::Refused(_, reason) if case.kind == Kind::Closed && reason != PANIC_REASON => {
            counts.narrower += 1;
        }
        Return::Lost(at, _) | Return::Refused(at, _) if is_told(&at) => counts.narrower += 1,
        Return::Lost(at, reason) => {
            counts.lost += 1;
            report.first_lost.get_or_insert_with(|| finding(&at, &reason));
        }
        Return::Refused(at, reason) => {
            counts.refused += 1;
            report.first_refused.get_or_insert_with(|| finding(&at, &reason));
        }
    }
}

/// Checks that an invalid value is rejected, and at the right location, unless a line covers a
/// wider type.
fn refusal(
    case: &Case,
    (expected, weaker): &(Option<String>, bool),
    answer: &Answer,
    judge: &SchemaValidators<'_>,
    report: &mut SchemaReport,
) {
    let SchemaValidators { coverage, validator, place } = judge;
    let counts = &mut report.counts.invalid;
    counts.tried += 1;
    let finding = |reason: String| Finding {
        kind: "invalid",
        source: case.source,
        pointer: expected.clone().unwrap_or_default(),
        reason,
        instance: case.value.clone(),
    };
    let reason = match answer {
        Answer::Refused(pointer, _) if expected.as_ref().is_none_or(|it| it == pointer) => {
            counts.refused += 1;
            return;
        }
        Answer::Refused(at, _)
            if *weaker || coverage.missing_limit(validator, place, &case.value, at).is_none() =>
        {
            counts.weaker += 1;
            return;
        }
        Answer::Encoded { .. } => match coverage.missing(validator, place, &case.value) {
            None => {
                counts.weaker += 1;
                return;
            }
            Some(missing) => format!("decoded though invalid: {missing}"),
        },
        Answer::Refused(pointer, reason) => format!("refused at `{pointer}`: {reason}"),
        Answer::Panicked => PANIC_REASON.to_owned(),
    };
    counts.accepted += 1;
    report.first_accepted.get_or_insert_with(|| finding(reason));
}
