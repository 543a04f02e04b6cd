//! Webhooks, which the report shows as one more resource.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ChangeStatus, Positions, positions_of};
use crate::review::diff;
use crate::rust::items::{self, Crate};

/// The webhooks.
#[derive(Clone, Debug, Serialize)]
pub struct Webhooks {
    /// The heading of the list: the group of the types that only webhooks reach.
    pub name: &'static str,
    /// The webhooks, in the order of the document, followed by the removed ones.
    pub list: Vec<Webhook>,
}

/// A webhook.
#[derive(Clone, Debug, Serialize)]
pub struct Webhook {
    /// Its name in the document, on one line.
    pub name: String,
    /// The variant of its payload.
    pub variant: String,
    /// A summary of one line, as Markdown.
    pub summary: String,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
    /// The types of its payload.
    pub payload_types: Vec<usize>,
    /// The kind of change of it or of its payload, if it changed.
    pub change_status: Option<ChangeStatus>,
}

/// Returns the webhooks of the new crate, and the removed ones of the old crate.
pub(super) fn webhooks(
    new: &Crate,
    old: Option<&Crate>,
    positions: &Positions,
    change_statuses: &BTreeMap<String, ChangeStatus>,
) -> Option<Webhooks> {
    let listed = |krate: &Crate| -> Vec<Webhook> {
        let of = krate.webhooks.iter().flat_map(|it| it.list.iter().map(|of| (&it.event, of)));
        of.map(|(event, of)| webhook(event.as_str(), of, positions, change_statuses)).collect()
    };
    let mut list = listed(new);
    if let Some(old) = old {
        let before = listed(old);
        let is_in = |list: &[Webhook], it: &Webhook| list.iter().any(|of| of.name == it.name);
        for it in list.iter_mut().filter(|it| !is_in(&before, it)) {
            it.change_status = Some(ChangeStatus::Added);
        }
        let gone: Vec<Webhook> = before.into_iter().filter(|it| !is_in(&list, it)).collect();
        list.extend(
            gone.into_iter().map(|it| Webhook { change_status: Some(ChangeStatus::Removed), ..it }),
        );
    }
    (!list.is_empty()).then_some(Webhooks { name: diff::WEBHOOKS, list })
}

fn webhook(
    event: &str,
    of: &items::Webhook,
    positions: &Positions,
    change_statuses: &BTreeMap<String, ChangeStatus>,
) -> Webhook {
    let named = of.mentions();
    let change_status =
        named.iter().find_map(|name| change_statuses.get(&format!("types::{name}")).copied());
    Webhook {
        name: of.name.line(),
        variant: format!("{event}::{}", of.variant),
        summary: of.summary.clone(),
        deprecated: of.deprecated,
        payload_types: positions_of(named, positions),
        change_status,
    }
}
