//! The anchors of a document: takes the tree, gives whether a reference names one.

use std::collections::HashSet;

use serde_json::Value;

/// The names that schemas give themselves (JSON Schema 2020-12, core, 8.2.2), looked for when the
/// first reference asks.
pub(super) struct Names<'a> {
    root: &'a Value,
    anchors: Option<HashSet<&'a str>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root, anchors: None }
    }

    /// Whether the fragment of `text` is an anchor.
    pub(super) fn has(&mut self, text: &str) -> bool {
        let root = self.root;
        let anchors = self.anchors.get_or_insert_with(|| anchors(root));
        text.strip_prefix('#').is_some_and(|name| anchors.contains(name))
    }
}

fn anchors(root: &Value) -> HashSet<&str> {
    let mut anchors = HashSet::new();
    let mut pending = vec![root];
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(elements) => pending.extend(elements),
            Value::Object(members) => {
                let names = ["$anchor", "$dynamicAnchor"].map(|key| members.get(key));
                anchors.extend(names.into_iter().flatten().filter_map(Value::as_str));
                pending.extend(members.values());
            }
            _ => {}
        }
    }
    anchors
}
