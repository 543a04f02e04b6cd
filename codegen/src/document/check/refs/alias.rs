//! Aliases: references whose target is itself a `$ref`. Reports an error for each cycle of aliases
//! and for each chain that is too long.

use std::collections::HashMap;

use serde_json::Value;

use super::Target;
use crate::document::check::report::Report;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::references::{LONGEST_CHAIN, target};
use crate::document::pointer::JsonPointer;

/// The known result of following an alias.
#[derive(Clone, Copy)]
enum Known {
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
        settle(chain, &mut known, report);
    }
}

/// Returns the chain of aliases from `start` up to one whose result is known or to a value that
/// isn't an alias. Reports a cycle if the chain closes one.
fn follow(
    root: &Value,
    start: &JsonPointer,
    known: &mut HashMap<JsonPointer, Known>,
    report: &mut Report<'_>,
) -> (Vec<JsonPointer>, Known) {
    let mut chain: Vec<JsonPointer> = Vec::new();
    let mut at = start.clone();
    loop {
        match known.get(&at) {
            Some(Known::OnTheWay) => {
                let first = chain.iter().position(|alias| *alias == at).unwrap_or_default();
                report.push(circle(&chain[first..]));
                return (chain, Known::Circles);
            }
            Some(end) => return (chain, *end),
            None => {}
        }
        let Some(next) = alias(root, &at) else { return (chain, Known::Ends(0)) };
        known.insert(at.clone(), Known::OnTheWay);
        chain.push(std::mem::replace(&mut at, next));
    }
}

/// Records the results for the aliases of a chain.
fn settle(
    (chain, end): (Vec<JsonPointer>, Known),
    known: &mut HashMap<JsonPointer, Known>,
    report: &mut Report<'_>,
) {
    let mut end = end;
    for alias in chain.into_iter().rev() {
        if let Known::Ends(steps) = &mut end {
            *steps += 1;
            if *steps == LONGEST_CHAIN + 1 {
                let message =
                    format!("this `$ref` leads to another, and so on for over {LONGEST_CHAIN}");
                report.push(
                    Diagnostic::error(Code::TooLarge, &alias.child("$ref"), message)
                        .help("refer to the end of the chain"),
                );
            }
        }
        known.insert(alias, end);
    }
}

/// Returns the place that the value at `at` is an alias of.
fn alias(root: &Value, at: &JsonPointer) -> Option<JsonPointer> {
    JsonPointer::of_reference(target(root.pointer(at.as_str())?.as_object()?)?)
}

fn circle(aliases: &[JsonPointer]) -> Diagnostic {
    const SHOWN: usize = 4;
    let first = aliases.first().cloned().unwrap_or_default();
    let shown = aliases.iter().skip(1).take(SHOWN).map(|alias| format!("`{alias}`"));
    let mut way: Vec<String> = shown.collect();
    if aliases.len() > SHOWN + 1 {
        way.push("...".to_owned());
    }
    way.push(format!("`{first}` again"));
    let message = format!("this `$ref` refers to itself: it leads to {}", way.join(", then "));
    Diagnostic::error(Code::RefCycle, &first.child("$ref"), message)
        .help("replace one of them with a schema")
}
