//! The entries of `codegen.toml` that had no effect: compares the entries with those that the
//! stages used, and reports an error for each unused one.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;

/// The entries that must have an effect, with their byte ranges in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The configuration file, as the user named it.
    pub file: String,
    /// The keys of `[names]`.
    pub names: Vec<(JsonPointer, Range<usize>)>,
    /// The keys of `[operations.resources]`.
    pub resources: Vec<(String, Range<usize>)>,
    /// The elements of `sensitive`.
    pub sensitive: Vec<(String, Range<usize>)>,
    /// The keys of `[formats]`.
    pub formats: Vec<(String, Range<usize>)>,
    /// The locations of the rules of `[[pagination]]`.
    pub pagination: Vec<Range<usize>>,
    /// The locations of the rules of `[[polling]]`.
    pub polling: Vec<Range<usize>>,
    /// The locations of the paths of `[keep]`.
    pub kept: Vec<Range<usize>>,
    /// The elements of `accept`.
    pub accept: Vec<(Code, Range<usize>)>,
}

/// The entries of the configuration that a run used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsedEntries {
    /// Pointers of `Config::names` that named something.
    pub names: BTreeSet<JsonPointer>,
    /// Keys of `Config::resources` that are the default name of a resource.
    pub resources: BTreeSet<String>,
    /// Names of `Config::sensitive` that a property has.
    pub sensitive: BTreeSet<String>,
    /// Formats of `Config::formats` that a schema has.
    pub formats: BTreeSet<String>,
    /// Rules of `Config::pagination` that an operation follows, by index.
    pub pagination: BTreeSet<usize>,
    /// Rules of `Config::polling` that an operation follows, by index.
    pub polling: BTreeSet<usize>,
    /// Paths of `Config::kept` that generated files have, by index.
    pub kept: BTreeSet<usize>,
    /// Codes of `Config::accept` that were reported.
    pub accept: BTreeSet<Code>,
}

/// Reports the entries that weren't used, as `configuration` errors at their lines.
pub fn report_unused(entries: &Entries, used: &UsedEntries, diagnostics: &mut Diagnostics) {
    let usual = "remove the entry, or correct it";
    let mut report = |message: String, range: &Range<usize>, help: &str| {
        diagnostics.push(
            Diagnostic::error(Code::Configuration, &JsonPointer::root(), message)
                .help(help)
                .span(&entries.file, range.clone()),
        );
    };
    for (pointer, range) in &entries.names {
        if !used.names.contains(pointer) {
            let message = format!("`{pointer}` matches nothing in the document");
            let help = "remove the entry, or correct it; for a property, a name that starts with \
                        a lowercase letter is for the field, and one that starts with an uppercase letter \
                        for its type, if it has one of its own";
            report(message, range, help);
        }
    }
    for (name, range) in &entries.resources {
        if !used.resources.contains(name) {
            report(format!("no resource is named `{name}`"), range, usual);
        }
    }
    for (name, range) in &entries.sensitive {
        if !used.sensitive.contains(name) {
            report(format!("no property of the document is named `{name}`"), range, usual);
        }
    }
    for (format, range) in &entries.formats {
        if !used.formats.contains(format) {
            report(format!("no schema of the document has the format `{format}`"), range, usual);
        }
    }
    for (index, range) in entries.pagination.iter().enumerate() {
        if !used.pagination.contains(&index) {
            report("no operation matches this pagination rule".to_owned(), range, usual);
        }
    }
    for (index, range) in entries.polling.iter().enumerate() {
        if !used.polling.contains(&index) {
            let message = "no operation with this id returns a `state` that can have each value of \
                           `done` and `failed`";
            let help = "`operation` is an `operationId` of the document, `state` the path to a \
                        property of its response, such as `job.status`, and `done` and `failed` \
                        are values that the property can have";
            report(message.to_owned(), range, help);
        }
    }
    for (index, range) in entries.kept.iter().enumerate() {
        if !used.kept.contains(&index) {
            report("no generated file has this path".to_owned(), range, usual);
        }
    }
    for (code, range) in &entries.accept {
        if !used.accept.contains(code) {
            report(format!("`{code}` is accepted, but was not reported"), range, usual);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unused_entries_are_reported_each_at_its_place() {
        let pointer = |text| JsonPointer::parse(text).expect("a pointer");
        let entries = Entries {
            file: "codegen.toml".to_owned(),
            names: vec![(pointer("/a"), 0..1), (pointer("/b"), 1..2)],
            resources: vec![("shop".to_owned(), 14..15), ("zoo".to_owned(), 15..16)],
            sensitive: vec![("token".to_owned(), 2..3), ("pin".to_owned(), 3..4)],
            formats: vec![("uuid".to_owned(), 4..5), ("date".to_owned(), 5..6)],
            pagination: vec![8..9, 9..10],
            polling: vec![10..11, 11..12],
            kept: vec![12..13, 13..14],
            accept: vec![(Code::NameClash, 6..7), (Code::BestFitUnion, 7..8)],
        };
        let used = UsedEntries {
            names: BTreeSet::from([pointer("/a")]),
            resources: BTreeSet::from(["shop".to_owned()]),
            sensitive: BTreeSet::from(["token".to_owned()]),
            formats: BTreeSet::from(["uuid".to_owned()]),
            pagination: BTreeSet::from([0]),
            polling: BTreeSet::from([0]),
            kept: BTreeSet::from([0]),
            accept: BTreeSet::from([Code::NameClash]),
        };
        let mut diagnostics = Diagnostics::default();
        report_unused(&entries, &used, &mut diagnostics);
        let starts: Vec<_> = diagnostics
            .as_slice()
            .iter()
            .filter_map(|diagnostic| Some(diagnostic.span.as_ref()?.bytes.start))
            .collect();
        assert_eq!(starts, [1, 15, 3, 5, 9, 11, 13, 7]);
        assert_eq!(diagnostics.as_slice()[0].message, "`#/b` matches nothing in the document");
        assert!(diagnostics.has_errors());
    }
}
