//! Resolution of polling: by a rule of the configuration.

use crate::api::ir::{Api, Polling};
use crate::config::PollRule;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};

/// Applies the rules whose operation has the states.
pub(super) fn apply_rules(api: &mut Api, rules: &[PollRule]) {
    for (rule, asked) in rules.iter().enumerate() {
        let named = |id: &Option<Text>| id.as_ref().is_some_and(|it| *it == *asked.operation);
        let Some(index) = api.operations.iter().position(|it| named(&it.id)) else { continue };
        let place = asked.state.iter().fold(JsonPointer::root(), |at, name| at.child(name));
        let how = Polling {
            state: asked.state.iter().map(Text::from).collect(),
            place: place.as_str().into(),
            done: asked.done.iter().map(Json::from).collect(),
            failed: asked.failed.iter().map(Json::from).collect(),
            rule,
        };
        if api.operations[index].polling.is_none() && api.has_states(&api.operations[index], &how) {
            api.operations[index].polling = Some(how);
        }
    }
}
