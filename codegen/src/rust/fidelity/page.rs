//! The text of `fidelity.txt`: writing and parsing it.
//!
//! After an introduction and the counts, there is a line for each keyword that is not checked, in
//! the order of the document. Then follow the limits of the types: a heading for each limit, and
//! below it every location that has it, since a limit may have thousands of locations. Locations
//! that differ only in their last segment share a line: `#/a/properties/{b,c}`.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::{Gap, Kind, gaps};
use crate::api::ir::Api;
use crate::rust::items::TypeRef;

const INTRODUCTION: &str = "Where the types accept more or less than the document: the number of places of each kind, then\n\
     the places, as JSON Pointers of schemas. The kinds:\n\
     - KEYWORD, such as `maxLength`: values are not checked against it; the server does that.\n\
     - `more KEYWORD`: the type also accepts, keeps and sends values that the keyword excludes.\n\
     - `less TYPE`: the type refuses or changes some values of this JSON type that are valid.\n\n";

/// A line of `fidelity.txt`: one location.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// How the type differs from the schema.
    pub kind: Kind,
    /// The keyword that the type does not enforce. For [`Kind::Less`], the JSON type of the values.
    pub reason: String,
    /// The value of the keyword, or a sentence about the values.
    pub value: String,
    /// The pointer to the schema: `#` and a JSON Pointer with invisible characters escaped.
    pub pointer: String,
}

/// Returns the report: counts by reason, then the locations, in the order of the document.
pub(crate) fn report(api: &Api, values: &[TypeRef]) -> String {
    let gaps = gaps(api, values);
    let mut text = String::from(INTRODUCTION);
    if gaps.is_empty() {
        text.push_str("Nowhere.\n");
        return text;
    }
    let mut counts: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    for gap in &gaps {
        *counts.entry((gap.kind, gap.reason.as_str())).or_default() += 1;
    }
    for ((kind, reason), count) in &counts {
        let _ = writeln!(text, "{count:>6}  {}{reason}", word(*kind));
    }
    text.push('\n');
    for gap in gaps.iter().filter(|it| it.kind == Kind::Unchecked) {
        let line = format!("{:<23} {:<31} {}", gap.reason, gap.value, gap.pointer);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    limits(&gaps, &mut text);
    text
}

/// Writes the limits of the types: a heading for each, sorted by kind and name, and its locations.
fn limits(gaps: &[Gap<'_>], text: &mut String) {
    let mut headings: BTreeMap<(Kind, &str, &str), Vec<String>> = BTreeMap::new();
    for gap in gaps.iter().filter(|it| it.kind != Kind::Unchecked) {
        let places = headings.entry((gap.kind, &gap.reason, &gap.value)).or_default();
        places.push(gap.pointer.to_string());
    }
    for ((kind, reason, about), places) in headings {
        let _ = writeln!(text, "{}{reason}: {about}", word(kind));
        for place in folded(&places) {
            let _ = writeln!(text, "    {place}");
        }
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Unchecked => "",
        Kind::More => "more ",
        Kind::Less => "less ",
    }
}

/// Folds the pointers to properties of one object into one line. A comma within a pointer is
/// written as `~2`, which is not a valid escape in a JSON Pointer.
fn folded(pointers: &[String]) -> Vec<String> {
    let pointers: Vec<String> = pointers.iter().map(|it| it.replace(',', "~2")).collect();
    let split = |it: &str| {
        let (parent, name) = it.rsplit_once('/')?;
        parent.ends_with("/properties").then(|| (parent.to_owned(), name.to_owned()))
    };
    let are_siblings = |one: &String, next: &String| {
        split(one).zip(split(next)).is_some_and(|(one, next)| one.0 == next.0)
    };
    let texts = pointers.chunk_by(are_siblings).map(|chunk| {
        let names: Vec<String> = chunk.iter().filter_map(|it| Some(split(it)?.1)).collect();
        match chunk.first().and_then(|first| split(first)) {
            Some((parent, _)) if chunk.len() > 1 => format!("{parent}/{{{}}}", names.join(",")),
            _ => chunk.concat(),
        }
    });
    texts.collect()
}

fn unfolded(text: &str) -> Vec<String> {
    let plain = |it: &str| it.replace("~2", ",");
    let folded = text.strip_suffix('}').and_then(|it| it.rsplit_once("/{"));
    match folded.filter(|(_, segments)| segments.contains(',')) {
        Some((parent, segments)) => {
            segments.split(',').map(|it| format!("{}/{}", plain(parent), plain(it))).collect()
        }
        None => vec![plain(text)],
    }
}

/// Returns the lines of `report` that are gaps which `before`, an older report, does not have.
/// Limits of the types are compared by heading: another location with the same limit is not a new
/// gap.
pub fn new_gaps<'a>(before: &str, report: &'a str) -> Vec<&'a str> {
    let known: HashSet<&str> = listed(before).collect();
    listed(report).filter(|gap| !known.contains(gap)).collect()
}

/// Returns the gaps and headings of a report: the lines after its introduction and its counts.
fn listed(report: &str) -> impl Iterator<Item = &str> {
    body(report).filter(|line| !line.starts_with(' '))
}

fn body(report: &str) -> impl Iterator<Item = &str> {
    report.splitn(3, "\n\n").nth(2).unwrap_or_default().lines()
}

/// Parses the locations in a report.
pub fn lines(report: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut heading = (Kind::Unchecked, "", "");
    for line in body(report) {
        if let Some(places) = line.strip_prefix("    ") {
            let (kind, reason, value) = heading;
            lines.extend(unfolded(places).into_iter().map(|it| Line::new(kind, reason, value, it)));
        } else if let Some((reason, about)) = headline(line, Kind::More) {
            heading = (Kind::More, reason, about);
        } else if let Some((reason, about)) = headline(line, Kind::Less) {
            heading = (Kind::Less, reason, about);
        } else if let Some((gap, pointer)) = line.rsplit_once(" #/") {
            let (reason, value) = gap.split_once(' ').unwrap_or((gap, ""));
            let pointer = format!("#/{pointer}");
            lines.push(Line::new(Kind::Unchecked, reason, value.trim(), pointer));
        }
    }
    lines
}

impl Line {
    fn new(kind: Kind, reason: &str, value: &str, pointer: String) -> Self {
        Self { kind, reason: reason.to_owned(), value: value.to_owned(), pointer }
    }
}

fn headline(line: &str, kind: Kind) -> Option<(&str, &str)> {
    line.strip_prefix(word(kind))?.split_once(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "About.\n\n     2  format\n\nformat  uri  #/a\nformat  url  #/b\n";

    #[test]
    fn a_gap_missing_from_the_old_report_is_new() {
        let older = "About.\n\n     1  format\n\nformat  uri  #/a\n";
        assert_eq!(new_gaps(older, REPORT), ["format  url  #/b"]);
        assert_eq!(new_gaps(REPORT, older), [""; 0]);
        assert_eq!(new_gaps(REPORT, REPORT), [""; 0]);
    }

    #[test]
    fn all_gaps_are_new_without_an_old_report() {
        for older in ["", "About.\n\nNowhere.\n"] {
            assert_eq!(new_gaps(older, REPORT).len(), 2, "{older:?}");
        }
        assert_eq!(new_gaps(REPORT, "About.\n\nNowhere.\n"), [""; 0]);
    }

    #[test]
    fn a_limit_without_earlier_places_is_new() {
        let first = format!("{REPORT}less integer: large ones\n    #/c\n");
        let more = format!("{REPORT}less integer: large ones\n    #/c\n    #/d\n");
        assert_eq!(new_gaps(REPORT, &first), ["less integer: large ones"]);
        assert_eq!(new_gaps(&first, &more), [""; 0]);
    }

    #[test]
    fn places_are_folded_and_unfolded() {
        let pointers = [
            "#/A/properties/a",
            "#/A/properties/{b,c}",
            "#/A/properties/d,e",
            "#/B/properties/{b,c}",
            "#/B/properties/f/items",
            "#/C, D/properties/{}",
            "#/C, D/properties/x y",
            "#/E",
        ];
        let pointers = pointers.map(str::to_owned);
        let folded = folded(&pointers);
        assert_eq!(folded[0], "#/A/properties/{a,{b~2c},d~2e}");
        assert_eq!(folded.len(), 5);
        let unfolded: Vec<String> = folded.iter().flat_map(|it| unfolded(it)).collect();
        assert_eq!(unfolded, pointers);
    }

    #[test]
    fn reports_round_trip() {
        let report = format!("{REPORT}more enum: open\n    #/A/properties/{{a,b}}\n");
        let [a, b, first, second] = &lines(&report)[..] else { panic!("four places") };
        assert_eq!((a.kind, &*a.reason, &*a.value), (Kind::Unchecked, "format", "uri"));
        assert_eq!((&*a.pointer, &*b.pointer), ("#/a", "#/b"));
        assert_eq!((first.kind, &*first.reason, &*first.value), (Kind::More, "enum", "open"));
        assert_eq!((&*first.pointer, &*second.pointer), ("#/A/properties/a", "#/A/properties/b"));
    }
}
