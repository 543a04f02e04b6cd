//! Aliases: references whose target is itself a `$ref`. Reports an error for each cycle of aliases
//! and for each chain that is too long.

use std::collections::HashMap;

use serde_json::Value;

use super::Target;
use crate::document::check::report::Report;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::references::{MAX_CHAIN_LEN, target};
use crate::document::pointer::JsonPointer;

/// The known result of following an alias.
#[derive(Clone, Copy)]
enum AliasState {
    /// The alias is on the chain that is being followed.
    OnTheWay,
    /// The chain ends after this number of steps.
    Ends(usize),
    /// The chain leads into a cycle.
    Circles,
}

/// Follows every chain once, in linear time in the number of targets.
pub(super) fn check<'t, 'a: 't>(
    root: &'a Value,
    targets: impl Iterator<Item = &'t Target<'a>>,
    report: &mut Report<'_>,
) {
    let mut starts: Vec<&JsonPointer> = targets
        .filter_map(|target| match target {
            Target::Value(pointer, ..) => Some(pointer),
            _ => None,
        })
        .collect();
    starts.sort();
    let mut known = HashMap::new();
    for start in starts {
        let chain = follow(root, start, &mut known, report);
        record_end(chain, &mut known, report);
    }
}

/// Returns the chain of aliases from `start` up to one whose result is known or to a value that
/// isn't an alias. Reports a cycle if the chain closes one.
fn follow(
    root: &Value,
    start: &JsonPointer,
    known: &mut HashMap<JsonPointer, AliasState>,
    report: &mut Report<'_>,
) -> (Vec<JsonPointer>, AliasState) {
    let mut chain: Vec<JsonPointer> = Vec::new();
    let mut at = start.clone();
    loop {
        match known.get(&at) {
            Some(AliasState::OnTheWay) => {
                let first = chain.iter().position(|alias| *alias == at).unwrap_or_default();
                report.push(alias_cycle(&chain[first..]));
                return (chain, AliasState::Circles);
            }
            Some(end) => return (chain, *end),
            None => {}
        }
        let Some(next) = alias(root, &at) else { return (chain, AliasState::Ends(0)) };
        known.insert(at.clone(), AliasState::OnTheWay);
        chain.push(std::mem::replace(&mut at, next));
    }
}

/// Records the results for the aliases of a chain.
fn record_end(
    (chain, end): (Vec<JsonPointer>, AliasState),
    known: &mut HashMap<JsonPointer, AliasState>,
    report: &mut Report<'_>,
) {
    let mut end = end;
    for alias in chain.into_iter().rev() {
        if let AliasState::Ends(steps) = &mut end {
            *steps += 1;
            if *steps == MAX_CHAIN_LEN + 1 {
                let message = format!(
                    "this `$ref` is the start of a chain of more than {MAX_CHAIN_LEN} references"
                );
                report.push(
                    Diagnostic::error(Code::TooLarge, &alias.child("$ref"), message)
                        .help("refer to the end of the chain"),
                );
            }
        }
        known.insert(alias, end);
    }
}

/// Returns the location that the value at `at` is an alias of.
fn alias(root: &Value, at: &JsonPointer) -> Option<JsonPointer> {
    JsonPointer::of_reference(target(root.pointer(at.as_str())?.as_object()?)?)
}

fn alias_cycle(aliases: &[JsonPointer]) -> Diagnostic {
    const MAX_SHOWN: usize = 4;
    let first = aliases.first().cloned().unwrap_or_default();
    let shown = aliases.iter().skip(1).take(MAX_SHOWN).map(|alias| format!("`{alias}`"));
    let mut way: Vec<String> = shown.collect();
    if aliases.len() > MAX_SHOWN + 1 {
        way.push("...".to_owned());
    }
    way.push(format!("`{first}` again"));
    let message = format!("this `$ref` refers to itself: it leads to {}", way.join(", then "));
    Diagnostic::error(Code::RefCycle, &first.child("$ref"), message)
        .help("replace one of them with a schema")
}
