//! Takes the API and the types that were chosen for its schemas, and returns `fidelity.txt`: every
//! place where a Rust type accepts more than its schema, so that a review sees when a document says
//! something new that the types can't hold.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use crate::api::ir::{Additional, Api, Enumeration, Schema, Shape};
use crate::document::formats::{self, Accuracy};
use crate::document::text::Text;
use crate::rust::items::TypeRef;

/// The file of the report, in the crate.
pub const FILE: &str = "fidelity.txt";

/// Every place where a type is weaker than its schema, in the order of the document.
/// `values` has the type that was chosen for each of them.
pub fn gaps<'a>(api: &'a Api, values: &[TypeRef]) -> Vec<Gap<'a>> {
    // A shared parameter is resolved for each operation that has it, and is one place all the same.
    let mut seen = HashSet::new();
    let mut gaps: Vec<Gap<'_>> =
        api.schemas.iter().zip(values).flat_map(|(schema, value)| gaps_of(schema, value)).collect();
    gaps.retain(|gap| seen.insert((&gap.schema.pointer, gap.reason.clone(), gap.value.clone())));
    gaps
}

/// The report: counts by reason, then a line for each place, in the order of the document.
pub fn report(api: &Api, values: &[TypeRef]) -> String {
    let gaps = gaps(api, values);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for gap in &gaps {
        *counts.entry(gap.reason.as_str()).or_default() += 1;
    }
    let mut text = String::from(
        "Where the types accept more than the document. Values are not validated: the server\n\
         does that. Enums and unions keep values that they do not know, and so are not listed.\n\n",
    );
    if gaps.is_empty() {
        text.push_str("Nowhere.\n");
        return text;
    }
    for (reason, count) in &counts {
        let _ = writeln!(text, "{count:>6}  {reason}");
    }
    text.push('\n');
    for gap in &gaps {
        let line = format!("{:<23} {:<31} {}", gap.reason, gap.value, gap.schema.pointer);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The lines of `report` that are gaps which `before`, an older report, does not have.
pub fn new_gaps<'a>(before: &str, report: &'a str) -> Vec<&'a str> {
    let known: HashSet<&str> = listed(before).collect();
    listed(report).filter(|gap| !known.contains(gap)).collect()
}

/// The gaps of a report: the lines behind its introduction and its counts.
fn listed(report: &str) -> impl Iterator<Item = &str> {
    report.splitn(3, "\n\n").nth(2).unwrap_or_default().lines()
}

/// One place where a type is weaker than its schema.
#[derive(Clone, Debug)]
pub struct Gap<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// The keyword that the type does not hold.
    pub reason: String,
    /// Its value, on one line.
    pub value: String,
}

fn gaps_of<'a>(schema: &'a Schema, value: &TypeRef) -> Vec<Gap<'a>> {
    let gap = |reason: &str, value: &str| Gap {
        schema,
        reason: reason.to_owned(),
        value: value.to_owned(),
    };
    let constraints = schema.notes.constraints.iter();
    let mut gaps: Vec<Gap<'_>> = constraints
        .map(|it| gap(&it.keyword, &it.value.line()))
        .filter(|it| !is_held(it))
        .collect();
    match &schema.shape {
        Shape::String(Some(format))
        | Shape::Integer(Some(format))
        | Shape::Number(Some(format))
            if !holds(value, format) =>
        {
            gaps.push(gap("format", &format.line()));
        }
        Shape::Object(object) if object.additional == Additional::None => {
            gaps.push(gap("additionalProperties", "false"));
        }
        Shape::Enumeration(enumeration) if !is_typed(enumeration) => {
            let values = enumeration.values.len();
            gaps.push(gap("enum", &format!("{values} values of several types")));
        }
        Shape::Union(union) if union.ambiguous > 0 => {
            let members = union.members.len();
            gaps.push(gap("best-fit", &format!("{} of {members} members", union.ambiguous)));
        }
        _ => {}
    }
    gaps
}

/// Whether a type holds a format: it accepts what has the format, and nothing else of its JSON type.
fn holds(value: &TypeRef, format: &Text) -> bool {
    formats::find(format.as_written()).is_some_and(|known| match known.accuracy {
        Accuracy::Annotation => true,
        Accuracy::Exact => *value == TypeRef::from(known.rust),
        Accuracy::Wider => false,
    })
}

/// Whether the type holds the constraint after all: a tuple has its number of items.
fn is_held(gap: &Gap<'_>) -> bool {
    match &gap.schema.shape {
        Shape::Tuple(tuple) => match &*gap.reason {
            "minItems" => gap.value == tuple.required.to_string(),
            "maxItems" => tuple.rest.is_none() && gap.value == tuple.items.len().to_string(),
            _ => false,
        },
        _ => false,
    }
}

fn is_typed(enumeration: &Enumeration) -> bool {
    enumeration.is_named() || enumeration.values.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "About.\n\n     2  format\n\nformat  uri  #/a\nformat  url  #/b\n";

    #[test]
    fn a_gap_is_new_where_the_older_report_does_not_have_it() {
        let older = "About.\n\n     1  format\n\nformat  uri  #/a\n";
        assert_eq!(new_gaps(older, REPORT), ["format  url  #/b"]);
        assert_eq!(new_gaps(REPORT, older), [""; 0]);
        assert_eq!(new_gaps(REPORT, REPORT), [""; 0]);
    }

    #[test]
    fn all_gaps_are_new_where_there_was_none() {
        for older in ["", "About.\n\nNowhere.\n"] {
            assert_eq!(new_gaps(older, REPORT).len(), 2, "{older:?}");
        }
        assert_eq!(new_gaps(REPORT, "About.\n\nNowhere.\n"), [""; 0]);
    }
}
