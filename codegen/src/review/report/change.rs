//! The changes, by item.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ChangeStatus;
use crate::review::diff::{self, Difference, Rule, Verdict};

/// All changes, and the version to release.
#[derive(Clone, Debug, Serialize)]
pub struct Release {
    /// The version of the old crate.
    pub from: String,
    /// The version to release.
    pub to: String,
    /// The changes, by resource, breaking ones first.
    pub changes: Vec<Change>,
}

/// A change from one crate to the other.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The resource whose users are affected.
    pub group: String,
    /// The changed item, as Rust spells it.
    pub item: String,
    /// The operation or type that contains it, as Rust spells it.
    pub parent: String,
    /// The effect on users of the crate.
    pub verdict: &'static str,
    /// A short description of the change.
    pub what: &'static str,
    /// The details, such as the old and the new type.
    pub detail: String,
    /// The reason for the verdict.
    pub reason: &'static str,
    /// A line of a caller that stops compiling, if the change is breaking.
    pub witness: Option<String>,
    /// The words in front of that line.
    pub witness_label: &'static str,
    #[serde(skip)]
    change_status: ChangeStatus,
}

impl Release {
    /// Creates the changes from a comparison.
    pub(super) fn new(difference: &Difference) -> Self {
        Self {
            from: difference.version.clone(),
            to: difference.release(),
            changes: difference.changes.iter().map(Change::new).collect(),
        }
    }

    /// Returns the most severe change of each item, by the item's name.
    pub(super) fn change_statuses(&self) -> BTreeMap<String, ChangeStatus> {
        let mut change_statuses = BTreeMap::new();
        for change in &self.changes {
            let change_status =
                change_statuses.entry(change.parent.clone()).or_insert(change.change_status);
            if rank(change.change_status) > rank(*change_status) {
                *change_status = change.change_status;
            }
        }
        change_statuses
    }
}

fn rank(change_status: ChangeStatus) -> u8 {
    match change_status {
        ChangeStatus::Docs => 0,
        ChangeStatus::Additive => 1,
        ChangeStatus::Breaking => 2,
        ChangeStatus::Added | ChangeStatus::Removed => 3,
    }
}

impl Change {
    fn new(change: &diff::Change) -> Self {
        let verdict: Verdict = change.rule.verdict();
        let change_status = match change.rule {
            Rule::TypeAdded | Rule::OperationAdded => ChangeStatus::Added,
            Rule::TypeRemoved | Rule::OperationRemoved => ChangeStatus::Removed,
            _ => verdict.into(),
        };
        Self {
            group: change.group.clone(),
            item: change.item.clone(),
            parent: parent(&change.item).to_owned(),
            verdict: verdict.name(),
            what: change.rule.what(),
            detail: change.detail.clone(),
            reason: change.rule.reason(),
            witness: change.witness.clone(),
            witness_label: change.rule.witness_label(),
            change_status,
        }
    }
}

/// Returns the item without its part: `types::Order` for `types::Order.seats`.
fn parent(item: &str) -> &str {
    let Some((module, rest)) = item.split_once("::") else { return item };
    let is_part = |letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '#';
    let name = rest.find(is_part).unwrap_or(rest.len());
    &item[..module.len() + 2 + name]
}

#[cfg(test)]
mod tests {
    use super::parent;

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
            assert_eq!(parent(item), expected);
        }
    }
}
