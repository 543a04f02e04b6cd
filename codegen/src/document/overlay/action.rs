//! The Overlay Object: parses an overlay file into actions.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::problem::Problems;
use crate::document::diagnostic::Code;
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::{closest_match, listed};

/// The supported versions of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    V1_0,
    V1_1,
}

/// The actions of an overlay file.
pub(super) struct Actions {
    pub(super) edition: Edition,
    pub(super) list: Vec<Action>,
}

/// An action (Overlay 1.1.0, Action Object).
pub(super) struct Action {
    /// Its JSON Pointer in the overlay file.
    pub(super) at: JsonPointer,
    /// The query for the values to change in the document.
    pub(super) target: JsonPath,
    /// The target as written in the file.
    pub(super) target_text: String,
    pub(super) change: Change,
}

/// The change of the selected values.
pub(super) enum Change {
    Remove,
    Update(Value),
    Copy(JsonPath),
}

/// Parses the actions. Any mistake in the file is an `invalid-overlay` error, and then no actions
/// are returned, so that none is applied without its predecessors.
pub(super) fn read(overlay: &Value, problems: &mut Problems<'_>) -> Actions {
    let mut reading = ActionReader { problems, valid: true };
    let actions = reading.overlay(overlay);
    let valid = reading.valid;
    let (edition, list) = actions.unwrap_or((Edition::V1_1, Vec::new()));
    Actions { edition, list: if valid { list } else { Vec::new() } }
}

struct ActionReader<'a, 'm> {
    problems: &'a mut Problems<'m>,
    valid: bool,
}

impl ActionReader<'_, '_> {
    fn problem(&mut self, at: &JsonPointer, message: impl Into<String>, help: impl Into<String>) {
        self.valid = false;
        self.problems.push(Code::InvalidOverlay, at, message.into(), help);
    }

    fn overlay(&mut self, overlay: &Value) -> Option<(Edition, Vec<Action>)> {
        let root = JsonPointer::root();
        let Some(members) = overlay.as_object() else {
            self.problem(&root, "an overlay must be an object", "start it with `overlay: 1.0.0`");
            return None;
        };
        let edition = self.edition(members)?;
        self.known_keys(&root, members, &["overlay", "info", "extends", "actions"]);
        self.metadata(&root, members);
        let at = root.child("actions");
        let Some(Value::Array(actions)) = members.get("actions") else {
            self.problem(&root, "an overlay must have a list `actions`", "add `actions:`");
            return None;
        };
        if actions.is_empty() {
            self.problem(&at, "the list of actions is empty", "add an action or drop the overlay");
        }
        let list = actions.iter().enumerate();
        let list = list.filter_map(|(index, action)| self.action(edition, at.child(index), action));
        Some((edition, list.collect()))
    }

    fn edition(&mut self, members: &Map<String, Value>) -> Option<Edition> {
        let at = JsonPointer::root().child("overlay");
        let help = "write `overlay: 1.0.0` or `overlay: 1.1.0`";
        let Some(version) = members.get("overlay") else {
            self.problem(&JsonPointer::root(), "the overlay has no version", help);
            return None;
        };
        match version.as_str() {
            Some(text) if text == "1.0" || text.starts_with("1.0.") => Some(Edition::V1_0),
            Some(text) if text == "1.1" || text.starts_with("1.1.") => Some(Edition::V1_1),
            _ => {
                self.problem(&at, format!("overlay version {version} is not supported"), help);
                None
            }
        }
    }

    /// Checks the Info Object and `extends`, which the generator ignores but which must be
    /// well-formed.
    fn metadata(&mut self, root: &JsonPointer, members: &Map<String, Value>) {
        let at = root.child("info");
        let Some(Value::Object(info)) = members.get("info") else {
            let help = "add `info: {title: ..., version: 1.0.0}`";
            self.problem(root, "an overlay must have an object `info`", help);
            return;
        };
        self.known_keys(&at, info, &["title", "version", "description"]);
        for name in ["title", "version"] {
            if !info.get(name).is_some_and(Value::is_string) {
                let message = format!("`info` must have a string `{name}`");
                self.problem(&at, message, format!("add `{name}: \"...\"`"));
            }
        }
        if members.get("extends").is_some_and(|extends| !extends.is_string()) {
            let at = root.child("extends");
            self.problem(&at, "`extends` must be a string", "write the URI of the document");
        }
    }

    fn action(&mut self, edition: Edition, at: JsonPointer, action: &Value) -> Option<Action> {
        let Some(members) = action.as_object() else {
            self.problem(&at, "an action must be an object", "give it `target` and `update`");
            return None;
        };
        let keys: &[&str] = match edition {
            Edition::V1_0 => &["target", "description", "update", "remove"],
            Edition::V1_1 => &["target", "description", "update", "copy", "remove"],
        };
        let known = self.known_keys(&at, members, keys);
        let target_text = members.get("target").and_then(Value::as_str).map(str::to_owned);
        let Some(target_text) = target_text else {
            self.problem(&at, "an action must have a string `target`", "add `target: $...`");
            return None;
        };
        let target = self.path(&at.child("target"), &target_text)?;
        if !known {
            // The change may be the value of the unknown key.
            return None;
        }
        let change = self.change(&at, members)?;
        Some(Action { at, target, target_text, change })
    }

    /// Parses the change of an action. With `remove: true`, the other fields have no meaning.
    fn change(&mut self, at: &JsonPointer, members: &Map<String, Value>) -> Option<Change> {
        match members.get("remove") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => return Some(Change::Remove),
            Some(_) => {
                let help = "write `remove: true`";
                self.problem(&at.child("remove"), "`remove` must be `true` or `false`", help);
                return None;
            }
        }
        match (members.get("update"), members.get("copy")) {
            (Some(update), None) => Some(Change::Update(update.clone())),
            (None, Some(Value::String(from))) => {
                Some(Change::Copy(self.path(&at.child("copy"), from)?))
            }
            (None, Some(_)) => {
                self.problem(&at.child("copy"), "`copy` must be a string", "write a JSONPath");
                None
            }
            (Some(_), Some(_)) => {
                let message = "an action has `update` or `copy`, not both";
                self.problem(at, message, "make two actions of it");
                None
            }
            (None, None) => {
                let help = "add `update: ...` or `remove: true`";
                self.problem(at, "the action changes nothing", help);
                None
            }
        }
    }

    fn path(&mut self, at: &JsonPointer, text: &str) -> Option<JsonPath> {
        match JsonPath::parse(text) {
            Ok(path) => Some(path),
            Err(error) => {
                let message = format!("`{text}` is not a JSONPath: {error}");
                let help = "put keys with characters other than letters, digits and `_` in \
                            brackets: `$.paths['/pets']`";
                self.problem(at, message, help);
                None
            }
        }
    }

    /// Reports unknown keys. Returns whether all keys are known.
    fn known_keys(
        &mut self,
        at: &JsonPointer,
        members: &Map<String, Value>,
        known: &[&str],
    ) -> bool {
        let mut all = true;
        for key in members.keys().filter(|key| !key.starts_with("x-")) {
            if known.contains(&key.as_str()) {
                continue;
            }
            let help = match closest_match(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if key == "copy" => "`copy` needs `overlay: 1.1.0`".to_owned(),
                None => format!("known here are {}", listed(known.iter().copied())),
            };
            (all, self.valid) = (false, false);
            self.problems.push_key(&at.child(key), format!("`{key}` is not allowed here"), help);
        }
        all
    }
}
