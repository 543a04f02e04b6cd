//! Takes the schemas and the program, makes the values and compares the answers.

use std::collections::BTreeMap;
use std::path::Path;

use codegen::ComponentType;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::change::{self, Change};
use crate::equal::difference;
use crate::oracle::Oracle;
use crate::program::{Answer, Running};
use crate::random::Random;
use crate::report::{Finding, Outcome, SchemaReport};
use crate::sample::{Fill, Sampler};
use crate::{Error, Options, example};

/// How many samples are drawn for each valid one that is wanted, at most.
const PATIENCE: usize = 4;

/// What is tried.
pub(crate) struct Trial<'a> {
    /// The document in JSON Schema 2020-12.
    pub(crate) document: &'a Value,
    /// The author's document, for its examples.
    pub(crate) original: &'a Value,
    pub(crate) components: &'a [ComponentType],
    /// Values from outside, in place of all others.
    pub(crate) samples: Option<&'a BTreeMap<String, Vec<Value>>>,
    pub(crate) binary: &'a Path,
    pub(crate) options: &'a Options,
}

/// A value that is tried.
struct Case {
    kind: Kind,
    source: &'static str,
    value: Value,
    /// Of an invalid one: what is wrong.
    change: Option<Change>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Valid,
    Drift,
    Invalid,
}

/// Tries every schema, in the order of the document.
///
/// # Errors
/// The validator does not understand the document, or the program fails.
pub(crate) fn run(trial: &Trial<'_>) -> Result<Vec<SchemaReport>, Error> {
    let oracle = Oracle::new(trial.document).map_err(Error::Validate)?;
    let examples = example::of_components(trial.original);
    let mut running = Running::start(trial.binary)?;
    let mut reports = Vec::new();
    for (index, component) in trial.components.iter().enumerate() {
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
        match cases(trial, &oracle, component, given) {
            Ok(cases) => try_all(&mut running, index, cases, &mut report)?,
            Err(note) => report.note = Some(note),
        }
        report.counts.sum();
        reports.push(report);
    }
    Ok(reports)
}

/// The values of one schema.
///
/// # Errors
/// Why there is none.
fn cases(
    trial: &Trial<'_>,
    oracle: &Oracle<'_>,
    component: &ComponentType,
    given: &[Value],
) -> Result<Vec<Case>, String> {
    let place = format!("/components/schemas/{}", crate::site::escaped(&component.name));
    let place = if trial.document.pointer(&place).is_some() { &place } else { &component.pointer };
    let schema = trial.document.pointer(place).ok_or("the schema is not in the document")?;
    let validator = oracle.validator(place)?;
    let (valid, refusal) = valid(trial, &validator, component, schema, given);
    if valid.is_empty() && trial.samples.is_none() {
        return Err(format!("no valid value was found{refusal}"));
    }
    let mut random = Random::new(trial.options.seed, &format!("change {}", component.name));
    let mut cases = Vec::new();
    for (source, value) in valid {
        if let Some(change) = change::drift(trial.document, schema, &value, &mut random) {
            let Change { what, value, .. } = change;
            cases.push(Case { kind: Kind::Drift, source: what, value, change: None });
        }
        if let Some(change) = change::mistake(trial.document, schema, &value, &mut random)
            && !validator.is_valid(&change.value)
        {
            let value = change.value.clone();
            let source = change.what;
            cases.push(Case { kind: Kind::Invalid, source, value, change: Some(change) });
        }
        cases.push(Case { kind: Kind::Valid, source, value, change: None });
    }
    Ok(cases)
}

/// Values that the validator accepts, each with where it is from; and why it refused the first
/// sample that it did not accept.
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
    for attempt in 0..wanted * PATIENCE {
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

/// Where a sample is not valid, and by which keyword.
fn explained(error: &ValidationError<'_>) -> String {
    format!("; one is not valid at `{}`: {}", error.instance_path(), error.schema_path())
}

fn try_all(
    running: &mut Running,
    index: usize,
    cases: Vec<Case>,
    report: &mut SchemaReport,
) -> Result<(), Error> {
    let lines: Vec<String> = cases.iter().map(|case| case.value.to_string()).collect();
    let answers = running.ask(index, &lines)?;
    for (case, answer) in cases.into_iter().zip(answers) {
        match &case.change {
            Some(change) => refusal(&case, change, &answer, report),
            None => return_trip(&case, &answer, report),
        }
    }
    Ok(())
}

/// A valid or drifted value must come back.
fn return_trip(case: &Case, answer: &Answer, report: &mut SchemaReport) {
    let (kind, counts) = match case.kind {
        Kind::Valid => ("valid", &mut report.counts.valid),
        Kind::Drift | Kind::Invalid => ("drift", &mut report.counts.drift),
    };
    counts.tried += 1;
    let finding = |pointer: &str, reason: &str| Finding {
        kind,
        source: case.source,
        pointer: pointer.to_owned(),
        reason: reason.to_owned(),
        instance: case.value.clone(),
    };
    let lost = |counts: &mut Outcome, first: &mut Option<Finding>, pointer: &str, reason: &str| {
        counts.lost += 1;
        first.get_or_insert_with(|| finding(pointer, reason));
    };
    match answer {
        Answer::Encoded(json) => match serde_json::from_str(json) {
            Ok(after) => match difference(&case.value, &after) {
                None => counts.equal += 1,
                Some(it) => lost(counts, &mut report.first_lost, &it.pointer, &it.reason),
            },
            Err(error) => lost(counts, &mut report.first_lost, "", &format!("no JSON: {error}")),
        },
        Answer::Refused(pointer, reason) => {
            counts.refused += 1;
            report.first_refused.get_or_insert_with(|| finding(pointer, reason));
        }
        Answer::Panicked => {
            counts.refused += 1;
            report.first_refused.get_or_insert_with(|| finding("", "the code panicked"));
        }
    }
}

/// An invalid value must be refused where it is wrong.
fn refusal(case: &Case, change: &Change, answer: &Answer, report: &mut SchemaReport) {
    let counts = &mut report.counts.invalid;
    counts.tried += 1;
    let reason = match answer {
        Answer::Refused(pointer, _) if *pointer == change.pointer => {
            counts.refused += 1;
            return;
        }
        _ if change.weaker => {
            counts.weaker += 1;
            return;
        }
        Answer::Refused(pointer, reason) => format!("refused at `{pointer}`: {reason}"),
        Answer::Encoded(_) => "decoded".to_owned(),
        Answer::Panicked => "the code panicked".to_owned(),
    };
    counts.accepted += 1;
    report.first_accepted.get_or_insert_with(|| Finding {
        kind: "invalid",
        source: case.source,
        pointer: change.pointer.clone(),
        reason,
        instance: case.value.clone(),
    });
}
