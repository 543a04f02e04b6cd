//! A [`Difference`] as text, as Markdown for a pull request, and as JSON.

use std::fmt::Write as _;

use serde_json::json;

use super::{Change, Difference, Rule, Verdict, code};

const VERDICTS: [Verdict; 3] = [Verdict::Breaking, Verdict::Additive, Verdict::Docs];

impl Difference {
    /// Returns the changes as plain text for a terminal, a few lines each.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (group, changes) in self.groups() {
            let _ = writeln!(text, "{group}");
            for change in changes {
                let verdict = change.rule.verdict().name();
                let _ =
                    writeln!(text, "  {verdict:<9} {}", description(change, |it| it.to_owned()));
                let _ = writeln!(text, "            {} ({})", change.rule.reason(), change.pointer);
                if let Some(witness) = &change.witness {
                    let label = change.rule.witness_label();
                    let _ = writeln!(text, "            {label}: {witness}");
                }
            }
            text.push('\n');
        }
        text.push_str(&self.summary());
        text.push('\n');
        text
    }

    /// Returns the changes as Markdown for a pull request, with a section per resource, breaking
    /// changes first.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("**{}**\n", self.summary());
        for (group, changes) in self.groups() {
            let _ = write!(
                text,
                "\n### {group}\n\n| | change | why | where |\n| --- | --- | --- | --- |\n"
            );
            for change in changes {
                let verdict = match change.rule.verdict() {
                    Verdict::Breaking => "**breaking**",
                    verdict => verdict.name(),
                };
                let mut description = description(change, code);
                if let Some(witness) = &change.witness {
                    let label = change.rule.witness_label();
                    let _ = write!(description, "<br>{label}: {}", code(witness));
                }
                let (reason, pointer) = (change.rule.reason(), &change.pointer);
                let cells = [verdict, &description, reason, &code(pointer)];
                let cells = cells.map(|it| it.replace('|', "\\|"));
                let _ = writeln!(text, "| {} |", cells.join(" | "));
            }
        }
        text
    }

    /// Returns a JSON object with the verdict, the version to release and the changes.
    pub fn to_json(&self) -> String {
        let change = |it: &Change| {
            json!({
                "verdict": it.rule.verdict().name(),
                "group": it.group,
                "item": it.item,
                "what": it.rule.what(),
                "detail": it.detail,
                "reason": it.rule.reason(),
                "witness": it.witness,
                "witness_label": it.rule.witness_label(),
                "pointer": it.pointer,
            })
        };
        let changes: Vec<_> = self.changes.iter().map(change).collect();
        let value = json!({
            "verdict": self.verdict().map(Verdict::name),
            "version": self.version,
            "release": self.release(),
            "changes": changes,
        });
        format!("{value:#}\n")
    }

    fn groups(&self) -> impl Iterator<Item = (&str, &[Change])> {
        let groups = self.changes.chunk_by(|one, other| one.group == other.group);
        groups.filter_map(|changes| Some((changes.first()?.group.as_str(), changes)))
    }

    /// Returns a sentence with the version to release and the reason.
    fn summary(&self) -> String {
        let Some(verdict) = self.verdict() else {
            return format!(
                "No changes for users of the crate; the version remains {}.",
                self.version
            );
        };
        let found = VERDICTS.iter().filter(|it| self.count(**it) > 0);
        let counts: Vec<String> =
            found.map(|it| format!("{} {}", self.count(*it), it.name())).collect();
        let (release, version, counts) = (self.release(), &self.version, counts.join(", "));
        format!("Release {release} after {version}: the change is {} ({counts}).", verdict.name())
    }
}

/// Describes a change in one line.
fn description(change: &Change, item: impl Fn(&str) -> String) -> String {
    let (item, what) = (item(&change.item), change.rule.what());
    match change.detail.as_str() {
        "" => format!("{item}: {what}"),
        detail => format!("{item}: {what}, {detail}"),
    }
}

impl Rule {
    /// Returns all rules as a Markdown table.
    pub fn table() -> String {
        let mut text = "| change | verdict | why |\n| --- | --- | --- |\n".to_owned();
        for rule in Self::ALL {
            let (what, verdict) = (rule.what(), rule.verdict().name());
            let _ = writeln!(text, "| {what} | {verdict} | {} |", rule.reason());
        }
        text
    }
}
