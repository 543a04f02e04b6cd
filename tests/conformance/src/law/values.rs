//! Test values for a union: values of each member, with properties of other members, and changed at
//! every location as a newer or careless server might.

use serde_json::{Map, Value};

use super::Case;
use crate::Options;
use crate::change::{self, Tried};
use crate::random::Random;
use crate::sample::{Fill, Sampler};
use crate::union::{Member, Union};

/// The maximum number of samples of a member that are drawn for each one that is used.
const MAX_SAMPLES: usize = 4;

/// The number of changed values for each requested valid value of a schema.
const CHANGES: usize = 6;

/// Returns the test values for a union.
pub(super) fn of(document: &Value, union: &Union<'_>, options: &Options) -> Vec<Case> {
    let members = union.members.len().max(1);
    let each = (options.per_schema / members).clamp(1, 4);
    let mut sampled: Vec<Value> = Vec::new();
    for (index, member) in union.members.iter().enumerate() {
        sampled.extend(samples(document, union, (index, member), each, options.seed));
    }
    let mut cases: Vec<Case> = Vec::new();
    let mut random = Random::new(options.seed, &format!("law {}", union.place));
    let most = options.per_schema * CHANGES;
    let share = (most / sampled.len().max(1)).max(2);
    let mut tried = Tried::new();
    for value in &sampled {
        let other = random.pick(&sampled).cloned().unwrap_or_default();
        let spliced = splices(value, &other);
        for _ in 0..share.min(spliced.len()) {
            if let Some(value) = random.pick(&spliced) {
                cases.push(Case { source: "other member's property", value: value.clone() });
            }
        }
        let edits = (&mut tried, share);
        let changes = change::adversary(document, union.schema, value, edits, &mut random);
        cases.extend(changes.into_iter().map(|it| Case { source: it.what, value: it.value }));
    }
    cases.extend(sampled.into_iter().map(|value| Case { source: "sampled", value }));
    cases.retain(|case| !case.value.is_null());
    cases
}

/// Returns values of one member.
fn samples(
    document: &Value,
    union: &Union<'_>,
    (index, member): (usize, &Member<'_>),
    wanted: usize,
    seed: u64,
) -> Vec<Value> {
    let mut values = Vec::new();
    for attempt in 0..wanted * MAX_SAMPLES {
        if values.len() >= wanted {
            break;
        }
        let fill = [Fill::All, Fill::None, Fill::Some, Fill::Some][attempt % 4];
        let purpose = format!("law {} {index} {attempt}", union.place);
        let mut random = Random::new(seed, &purpose);
        let mut sampler = Sampler::new(document, &mut random, fill);
        let value = match member.schema {
            Some(schema) if member.place.starts_with(&union.place) => {
                sampler.prefer(schema).sample(&[union.schema])
            }
            Some(schema) => sampler.prefer(schema).sample(&[union.schema, schema]),
            None => sampler.sample(&[union.schema]),
        };
        values.extend(value.filter(|it| member.validator.is_valid(it)));
    }
    values
}

/// Returns the value with properties of another one: each missing property, each replaced property,
/// and all missing ones.
fn splices(value: &Value, other: &Value) -> Vec<Value> {
    let (Value::Object(own), Value::Object(foreign)) = (value, other) else { return Vec::new() };
    let with = |name: &String, value: &Value| {
        let mut members = own.clone();
        members.insert(name.clone(), value.clone());
        Value::Object(members)
    };
    let differs = |(name, value): &(&String, &Value)| own.get(*name) != Some(*value);
    let mut spliced: Vec<Value> =
        foreign.iter().filter(differs).map(|(name, value)| with(name, value)).collect();
    let mut all: Map<String, Value> = foreign.clone();
    all.extend(own.clone());
    if all.len() > own.len() {
        spliced.push(Value::Object(all));
    }
    spliced
}
