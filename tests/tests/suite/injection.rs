//! No text of a document becomes code, part of another document, a path or a control sequence: each
//! payload of a table is inserted at each location that holds text.
//!
//! One run of the generator fills all locations of a file with the same payload. If a run has
//! errors or a fault, its locations are halved repeatedly to find the cause.

mod assertions;
mod characters;
mod combined;
mod documentation;
mod payloads;
mod places;
mod tokens;
mod trial;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use payloads::{Payload, payloads};
use places::{Area, Filling, Template, areas};
use trial::{Bench, Verdict};

/// A fault, with its location and payload.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    /// The file, and the location in it, or several locations if none of them alone is the cause.
    place: String,
    /// The failed assertion.
    assertion: String,
    payload: &'static str,
}

#[test]
fn the_tables_are_long_enough() {
    let places: usize = areas().iter().map(|area| area.places.len()).sum();
    assert!(places >= 80, "only {places} locations");
    let payloads = payloads();
    assert!(payloads.len() >= 100, "only {} payloads", payloads.len());
    for payload in &payloads {
        let named = payloads.iter().filter(|it| it.name == payload.name).count();
        assert_eq!(named, 1, "{} is listed twice in the table", payload.name);
    }
}

#[test]
fn no_payload_becomes_code_at_any_location() {
    let areas = areas();
    let payloads = payloads();
    let faults = faults(&areas, &payloads);
    assert!(faults.is_empty(), "{}", report(&faults));
}

#[test]
fn a_megabyte_of_text_is_handled_like_other_text() {
    let payload = Payload { name: "a megabyte", text: payloads::filled(1 << 20).into() };
    let areas = areas();
    let mut faults = Vec::new();
    for area in &areas {
        let bench = Bench::new(area);
        // The size of the text depends on the location, so that all of them together have at
        // most a megabyte.
        let share = payload.text.len() / area.places.len();
        let text = &payload.text[..share];
        if let Verdict::Faulty(found) = bench.verdict(&area.places, text) {
            faults.extend(found.into_iter().map(|assertion| Fault {
                place: area.name.clone(),
                assertion,
                payload: payload.name,
            }));
        }
    }
    assert!(faults.is_empty(), "{}", report(&faults));
}

/// Returns the documents with harmless text at all of their locations, by name.
pub(crate) fn harmless_documents() -> Vec<(String, Value)> {
    let filling = Filling::default();
    let document = |area: Area| match &area.template {
        Template::Document(template) => Some((area.name.clone(), filling.tree(template))),
        Template::Overlay(_) | Template::Configuration(_) => None,
    };
    areas().into_iter().filter_map(document).collect()
}

/// Returns every fault of every payload at every location.
fn faults(areas: &[Area], payloads: &[Payload]) -> Vec<Fault> {
    let tasks: Vec<(&Area, &Payload)> =
        areas.iter().flat_map(|area| payloads.iter().map(move |payload| (area, payload))).collect();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let benches: BTreeMap<&str, Bench<'_>> =
                    areas.iter().map(|area| (area.name.as_str(), Bench::new(area))).collect();
                while let Some((area, payload)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut faults = Vec::new();
                    examine(&benches[area.name.as_str()], &area.places, payload, &mut faults);
                    found.lock().expect("no panic").append(&mut faults);
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no panic");
    found.sort();
    found
}

/// Tries a payload at several locations at once, and at fewer ones to find the cause of a fault.
fn examine(bench: &Bench<'_>, places: &[String], payload: &Payload, faults: &mut Vec<Fault>) {
    let verdict = bench.verdict(places, &payload.text);
    let found = match verdict {
        Verdict::Safe => return,
        Verdict::Refused if places.len() == 1 => return,
        Verdict::Refused => Vec::new(),
        Verdict::Faulty(found) => found,
    };
    let before = faults.len();
    if let [_, _, ..] = places {
        let (left, right) = places.split_at(places.len() / 2);
        examine(bench, left, payload, faults);
        examine(bench, right, payload, faults);
    }
    if faults.len() == before {
        let place = format!("{}: {}", bench.name(), places.join(" + "));
        let fault = |assertion| Fault { place: place.clone(), assertion, payload: payload.name };
        faults.extend(found.into_iter().map(fault));
    }
}

/// Lists the faults by location and assertion, each with its payloads.
fn report(faults: &[Fault]) -> String {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for fault in faults {
        groups.entry((&fault.place, &fault.assertion)).or_default().push(fault.payload);
    }
    let mut text = format!("{} faults\n", faults.len());
    for ((place, assertion), payloads) in groups {
        let _ = writeln!(text, "{place}\n    {assertion}\n        with {}", payloads.join("; "));
    }
    text
}
