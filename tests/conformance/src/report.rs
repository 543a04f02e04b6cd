//! What a run found: for people as a table, and as JSON.
//!
//! The JSON is an object: `document`, `schemas` and `totals`.
//!
//! - Each of `schemas` has `name`, `pointer` (a JSON Pointer in the document), `type` (the Rust
//!   type), the counts `tried`, `equal`, `refused` and `lost` of valid and drifted values and those
//!   for unions together, `narrower` of valid ones, `wrong` of those for unions, `weaker` and
//!   `accepted` of invalid ones, the counts by kind in `valid`, `drift`, `edge`, `unions` and
//!   `invalid`, and `first_refused`, `first_lost`, `first_wrong` and `first_accepted`: `null`, or an
//!   object of `kind`, `source`, `pointer`, `reason` and `instance`. `note` says why nothing was
//!   tried. The union types are behind the components, each by the pointer of its schema.
//! - `totals` has the same counts of all schemas, `schemas` and `without_instances`.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

/// What a run found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The document, as it was named.
    pub document: String,
    /// What was found of each component schema, in the order of the document.
    pub schemas: Vec<SchemaReport>,
    /// All of them together.
    pub totals: Totals,
}

/// What was found of one component schema.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SchemaReport {
    /// The name of the component.
    pub name: String,
    /// Where it stands in the document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The Rust type.
    pub r#type: String,
    /// Why nothing was tried.
    pub note: Option<String>,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
    /// The first valid or drifted value that was not decoded.
    pub first_refused: Option<Finding>,
    /// The first valid or drifted value that came back changed.
    pub first_lost: Option<Finding>,
    /// The first value that was decoded as the wrong member of a union.
    pub first_wrong: Option<Finding>,
    /// The first invalid value that was decoded without a line of `fidelity.txt` that tells it, or
    /// refused elsewhere.
    pub first_accepted: Option<Finding>,
}

/// How many values of each kind.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Valid values, those at edges among them, and drifted ones.
    #[serde(flatten)]
    pub all: Outcome,
    /// Invalid ones that the type decodes, as `fidelity.txt` tells; or that it refuses elsewhere,
    /// since a union decides there.
    pub weaker: usize,
    /// Invalid and drifted ones that were decoded, or refused elsewhere, without such a reason.
    pub accepted: usize,
    /// Valid values alone.
    pub valid: Outcome,
    /// Drifted values alone.
    pub drift: Outcome,
    /// Valid values at the edges of types alone.
    pub edge: Outcome,
    /// Values that a type may refuse, and must not lose, alone; `narrower` counts those that it
    /// refused.
    pub closed: Outcome,
    /// Values for unions alone; `equal` counts those that the law of the unions is kept for.
    pub unions: Outcome,
    /// Values that were decoded as another member of a union than the one that they are valid
    /// against.
    pub wrong: usize,
    /// Invalid values.
    pub invalid: Refusals,
}

/// What became of values that must come back as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// All.
    pub tried: usize,
    /// Those that came back.
    pub equal: usize,
    /// Those that were not decoded.
    pub refused: usize,
    /// Those that came back changed.
    pub lost: usize,
    /// Those that were not decoded, or changed, as `fidelity.txt` tells.
    pub narrower: usize,
}

/// What became of values that must be refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refusals {
    /// All.
    pub tried: usize,
    /// Those that were refused at the right place.
    pub refused: usize,
    /// See [`Counts::weaker`].
    pub weaker: usize,
    /// See [`Counts::accepted`].
    pub accepted: usize,
}

/// A value with which something is wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// `valid`, `drift` or `invalid`.
    pub kind: &'static str,
    /// Where the value is from, or how it was changed.
    pub source: &'static str,
    /// The place in the value.
    pub pointer: String,
    /// What is wrong.
    pub reason: String,
    /// The value.
    pub instance: Value,
}

/// All schemas together.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Totals {
    /// How many schemas there are.
    pub schemas: usize,
    /// How many of them no value was found for.
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
    /// Whether every value came back, and every invalid one was refused.
    pub fn is_clean(&self) -> bool {
        self.all.refused + self.all.lost + self.accepted + self.wrong == 0
    }

    /// Adds up the kinds.
    pub(crate) fn sum(&mut self) {
        self.all = self.valid;
        self.all.add(self.drift);
        self.all.add(self.edge);
        self.all.add(self.closed);
        self.all.add(self.unions);
        self.weaker = self.invalid.weaker;
        self.accepted = self.invalid.accepted;
    }
}

impl Report {
    /// A report of these schemas.
    pub(crate) fn new(document: String, schemas: Vec<SchemaReport>) -> Self {
        let mut totals = Totals { schemas: schemas.len(), ..Totals::default() };
        for schema in &schemas {
            let (of, all) = (&schema.counts, &mut totals.counts);
            all.valid.add(of.valid);
            all.drift.add(of.drift);
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

    /// Whether nothing was refused or lost, and nothing invalid accepted.
    pub fn is_clean(&self) -> bool {
        self.totals.counts.is_clean()
    }

    /// The table: a line for each schema with which something is wrong, its findings below, and the
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
                let place = if pointer.is_empty() { "the whole value" } else { pointer };
                let finding = format!("{name} ({kind}, {source}): {place}: {reason}");
                let _ = writeln!(text, "    {}", finding.replace('\n', "\\n"));
                let _ = writeln!(text, "        {}", crate::equal::short(instance));
            }
        }
        let clean = |it: &&SchemaReport| it.note.is_none() && it.counts.is_clean();
        let clean = self.schemas.iter().filter(clean).count();
        let name = format!("{clean} of {} schemas clean", self.schemas.len());
        let _ = writeln!(text, "{}", line(&name, cells(&self.totals.counts)));
        let Counts { valid, drift, edge, closed, unions, wrong, invalid, .. } = self.totals.counts;
        let _ = writeln!(
            text,
            "valid {} of {} equal, drifted {} of {}, at edges {} of {} and {} as told, closed {} of {} and {} refused, of unions {} of {} \
             and {wrong} as a wrong member, invalid {} of {} refused and {} as told; {} schemas without \
             a valid value",
            valid.equal,
            valid.tried,
            drift.equal,
            drift.tried,
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
