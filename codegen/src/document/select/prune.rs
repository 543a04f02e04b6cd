//! Pruning: removes unused components, tags and security requirements.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reach::Reached;

/// Removes the components that aren't reached, the tags without operations, and the document's
/// security requirements if every operation has its own.
pub(super) fn prune(root: &mut Value, reached: &Reached) {
    let Value::Object(members) = root else { return };
    if !reached.common_security {
        members.shift_remove("security");
    }
    if let Some(Value::Array(tags)) = members.get_mut("tags") {
        let used = with_parents(tags, reached.tags.clone());
        tags.retain(|tag| name(tag).is_none_or(|name| used.contains(name)));
    }
    let Some(Value::Object(components)) = members.get_mut("components") else { return };
    for (section, components) in components.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
        if let Value::Object(components) = components {
            components
                .retain(|name, _| reached.components.contains(&(section.clone(), name.clone())));
        }
    }
}

/// Adds the names of the parent tags (OpenAPI 3.2, Tag Object, `parent`).
fn with_parents(tags: &[Value], mut names: BTreeSet<String>) -> BTreeSet<String> {
    loop {
        let used = tags.iter().filter(|tag| name(tag).is_some_and(|name| names.contains(name)));
        let parents = used.filter_map(|tag| tag.get("parent")?.as_str().map(str::to_owned));
        let parents: Vec<String> = parents.filter(|parent| !names.contains(parent)).collect();
        if parents.is_empty() {
            return names;
        }
        names.extend(parents);
    }
}

fn name(tag: &Value) -> Option<&str> {
    tag.get("name")?.as_str()
}
