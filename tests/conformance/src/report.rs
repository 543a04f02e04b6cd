//! The report of a run, as a table for people and as JSON.
//!
//! The JSON is an object with `document`, `schemas` and `totals`.
//!
//! - Each of `schemas` has `name`, `pointer` (a JSON Pointer in the document), `type` (the Rust
//!   type), the counts `tried`, `equal`, `refused` and `lost` of valid and drifted values and
//!   values for unions together, `narrower` of valid values, `wrong` of values for unions, `weaker`
//!   and `accepted` of invalid values, the counts by kind in `valid`, `newer_server_change`, `edge`,
//!   `unions` and `invalid`, and `first_refused`, `first_lost`, `first_wrong` and `first_accepted`:
//!   `null`, or an object with `kind`, `source`, `pointer`, `reason` and `instance`. `note` is the
//!   reason why nothing was tried. The union types follow the components, each with the pointer of
//!   its schema.
//! - `totals` has the same counts for all schemas, `schemas` and `without_instances`.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

/// The report of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The document, as specified by the user.
    pub document: String,
    /// The results for each component schema, in document order.
    pub schemas: Vec<SchemaReport>,
    /// The totals of all schemas.
    pub totals: Totals,
}

/// The results for one component schema.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SchemaReport {
    /// The name of the component.
    pub name: String,
    /// The location in the document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The Rust type.
    pub r#type: String,
    /// The reason why nothing was tried.
    pub note: Option<String>,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
    /// The first valid or drifted value that was not decoded.
    pub first_refused: Option<Finding>,
    /// The first valid or drifted value that was changed.
    pub first_lost: Option<Finding>,
    /// The first value that was decoded as the wrong member of a union.
    pub first_wrong: Option<Finding>,
    /// The first invalid value that was decoded without being covered by a line of `fidelity.txt`,
    /// or that was rejected at another location.
    pub first_accepted: Option<Finding>,
}

/// The number of values of each kind.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Valid values, including values at limits, and drifted values.
    #[serde(flatten)]
    pub all: Outcome,
    /// Invalid values that the type decodes, as covered by `fidelity.txt`, or that it rejects at
    /// another location, since a union decides there.
    pub weaker: usize,
    /// Invalid and drifted values that were decoded, or rejected at another location, without such
    /// a reason.
    pub accepted: usize,
    /// Only valid values.
    pub valid: Outcome,
    /// Only drifted values.
    pub newer_server_change: Outcome,
    /// Only valid values at the limits of types.
    pub edge: Outcome,
    /// Only values that a type may reject but must not lose; `narrower` counts the rejected ones.
    pub closed: Outcome,
    /// Only values for unions; `equal` counts those that satisfy the law of unions.
    pub unions: Outcome,
    /// Values that were decoded as a member of a union that they are not valid against.
    pub wrong: usize,
    /// Invalid values.
    pub invalid: Refusals,
}

/// The outcomes of values that must round-trip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// All values.
    pub tried: usize,
    /// Values that round-trip.
    pub equal: usize,
    /// Values that were not decoded.
    pub refused: usize,
    /// Values that were changed.
    pub lost: usize,
    /// Values that were not decoded, or changed, as covered by `fidelity.txt`.
    pub narrower: usize,
}

/// The outcomes of values that must be rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refusals {
    /// All values.
    pub tried: usize,
    /// Values that were rejected at the right location.
    pub refused: usize,
    /// See [`Counts::weaker`].
    pub weaker: usize,
    /// See [`Counts::accepted`].
    pub accepted: usize,
}

/// A value with a failure.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// `valid`, `newer_server_change` or `invalid`.
    pub kind: &'static str,
    /// The origin of the value, or the change that was made.
    pub source: &'static str,
    /// The location in the value.
    pub pointer: String,
    /// The reason of the failure.
    pub reason: String,
    /// The value.
    pub instance: Value,
}

/// The totals of all schemas.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Totals {
    /// The number of schemas.
    pub schemas: usize,
    /// The number of schemas without a valid value.
    pub without_instances: usize,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.tried += other.tried;
        self.equal += other.equal;
        self.refused += other.refused;
        self.lost += other.lost;
        self.narrower += other.narrower;
    }
}

impl Counts {
    /// Whether every value round-trips, and every invalid one was rejected.
    pub fn is_clean(&self) -> bool {
        self.all.refused + self.all.lost + self.accepted + self.wrong == 0
    }

    /// Adds up the counts of the kinds.
    pub(crate) fn sum(&mut self) {
        self.all = self.valid;
        self.all.add(self.newer_server_change);
        self.all.add(self.edge);
        self.all.add(self.closed);
        self.all.add(self.unions);
        self.weaker = self.invalid.weaker;
        self.accepted = self.invalid.accepted;
    }
}

impl Report {
    /// Creates a report of these schemas.
    pub(crate) fn new(document: String, schemas: Vec<SchemaReport>) -> Self {
        let mut totals = Totals { schemas: schemas.len(), ..Totals::default() };
        for schema in &schemas {
            let (of, all) = (&schema.counts, &mut totals.counts);
            all.valid.add(of.valid);
            all.newer_server_change.add(of.newer_server_change);
            all.edge.add(of.edge);
            all.closed.add(of.closed);
            all.unions.add(of.unions);
            all.wrong += of.wrong;
            all.invalid.tried += of.invalid.tried;
            all.invalid.refused += of.invalid.refused;
            all.invalid.weaker += of.invalid.weaker;
            all.invalid.accepted += of.invalid.accepted;
            totals.without_instances += usize::from(of.valid.tried + of.unions.tried == 0);
        }
        totals.counts.sum();
        Self { document, schemas, totals }
    }

    /// Whether no value was rejected or lost, and no invalid one accepted.
    pub fn is_clean(&self) -> bool {
        self.totals.counts.is_clean()
    }

    /// Returns the table: a line for each schema with failures, followed by its findings, and the
    /// totals.
    pub fn table(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "{}\n{}", self.document, line("schema", HEADER.map(str::to_owned)));
        for schema in self.schemas.iter().filter(|it| !it.counts.is_clean() || it.note.is_some()) {
            let _ = writeln!(text, "{}", line(&schema.name, cells(&schema.counts)));
            if let Some(note) = &schema.note {
                let _ = writeln!(text, "    {note}");
            }
            let findings = [
                ("refused", &schema.first_refused),
                ("lost", &schema.first_lost),
                ("wrong", &schema.first_wrong),
                ("accepted", &schema.first_accepted),
            ];
            for (name, finding) in findings {
                let Some(Finding { kind, source, pointer, reason, instance }) = finding else {
                    continue;
                };
                let place = if pointer.is_empty() { "the value itself" } else { pointer };
                let finding = format!("{name} ({kind}, {source}): {place}: {reason}");
                let _ = writeln!(text, "    {}", finding.replace('\n', "\\n"));
                let _ = writeln!(text, "        {}", crate::equal::short(instance));
            }
        }
        let clean = |it: &&SchemaReport| it.note.is_none() && it.counts.is_clean();
        let clean = self.schemas.iter().filter(clean).count();
        let name = format!("{clean} of {} schemas clean", self.schemas.len());
        let _ = writeln!(text, "{}", line(&name, cells(&self.totals.counts)));
        let Counts { valid, newer_server_change, edge, closed, unions, wrong, invalid, .. } =
            self.totals.counts;
        let _ = writeln!(
            text,
            "valid: {} of {} equal; drifted: {} of {}; at edges: {} of {}, {} as reported; closed: \
             {} of {}, {} rejected; unions: {} of {}, {wrong} as a wrong member; invalid: {} of {} \
             rejected, {} as reported; {} schemas without a valid value",
            valid.equal,
            valid.tried,
            newer_server_change.equal,
            newer_server_change.tried,
            edge.equal,
            edge.tried,
            edge.narrower,
            closed.equal,
            closed.tried,
            closed.narrower,
            unions.equal,
            unions.tried,
            invalid.refused,
            invalid.tried,
            invalid.weaker,
            self.totals.without_instances
        );
        text
    }
}

const HEADER: [&str; 8] =
    ["tried", "equal", "refused", "lost", "narrower", "wrong", "weaker", "accepted"];

fn cells(counts: &Counts) -> [String; 8] {
    let Outcome { tried, equal, refused, lost, narrower } = counts.all;
    let Counts { wrong, weaker, accepted, .. } = *counts;
    [tried, equal, refused, lost, narrower, wrong, weaker, accepted].map(|it| it.to_string())
}

fn line(name: &str, cells: [String; 8]) -> String {
    let mut text = format!("{name:<44}");
    for cell in cells {
        let _ = write!(text, " {cell:>8}");
    }
    text
}
