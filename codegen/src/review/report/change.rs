//! What changed, by item.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Fate;
use crate::review::diff::{self, Difference, Rule, Verdict};

/// All changes, and what they ask for.
#[derive(Clone, Debug, Serialize)]
pub struct Release {
    /// The version of the crate that they start from.
    pub from: String,
    /// The version to release.
    pub to: String,
    /// The changes, by resource, breaking ones first.
    pub changes: Vec<Change>,
}

/// A change.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The resource whose users it concerns.
    pub group: String,
    /// What changed, as Rust spells it.
    pub item: String,
    /// The operation or the type that it is part of, as Rust spells it.
    pub whole: String,
    /// What it means for users of the crate.
    pub verdict: &'static str,
    /// What has changed, in a few words.
    pub what: &'static str,
    /// From what to what.
    pub detail: String,
    /// Why the verdict is what it is.
    pub reason: &'static str,
    /// The line of a caller that stops compiling, where the change is breaking.
    pub witness: Option<String>,
    #[serde(skip)]
    fate: Fate,
}

impl Release {
    /// The changes of a comparison.
    pub(super) fn new(difference: &Difference) -> Self {
        Self {
            from: difference.version.clone(),
            to: difference.release(),
            changes: difference.changes.iter().map(Change::new).collect(),
        }
    }

    /// What became of each item, by its name: the gravest where there are several changes.
    pub(super) fn fates(&self) -> BTreeMap<String, Fate> {
        let mut fates = BTreeMap::new();
        for change in &self.changes {
            let fate = fates.entry(change.whole.clone()).or_insert(change.fate);
            if rank(change.fate) > rank(*fate) {
                *fate = change.fate;
            }
        }
        fates
    }
}

fn rank(fate: Fate) -> u8 {
    match fate {
        Fate::Docs => 0,
        Fate::Additive => 1,
        Fate::Breaking => 2,
        Fate::Added | Fate::Removed => 3,
    }
}

impl Change {
    fn new(change: &diff::Change) -> Self {
        let verdict: Verdict = change.rule.verdict();
        let fate = match change.rule {
            Rule::TypeAdded | Rule::OperationAdded => Fate::Added,
            Rule::TypeRemoved | Rule::OperationRemoved => Fate::Removed,
            _ => verdict.into(),
        };
        Self {
            group: change.group.clone(),
            item: change.item.clone(),
            whole: whole(&change.item).to_owned(),
            verdict: verdict.name(),
            what: change.rule.what(),
            detail: change.detail.clone(),
            reason: change.rule.reason(),
            witness: change.witness.clone(),
            fate,
        }
    }
}

/// The item without its part: of `types::Order.seats`, `types::Order`.
fn whole(item: &str) -> &str {
    let Some((module, rest)) = item.split_once("::") else { return item };
    let is_part = |letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '#';
    let name = rest.find(is_part).unwrap_or(rest.len());
    &item[..module.len() + 2 + name]
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_part_belongs_to_its_item() {
        for (item, expected) in [
            ("types::Order", "types::Order"),
            ("types::Order.seats", "types::Order"),
            ("types::Order \"kind\"", "types::Order"),
            ("types::Status::Open", "types::Status"),
            ("orders::list.page", "orders::list"),
            ("orders::r#move ListError::Gone", "orders::r#move"),
        ] {
            assert_eq!(whole(item), expected);
        }
    }
}
