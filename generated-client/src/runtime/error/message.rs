//! The API's own message in the body of a response: first at the places that the configuration
//! names, then where APIs usually put it. Data that the caller sent, such as `detail[].input`, is
//! never included.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::runtime::RawResponse;
use crate::runtime::coding::is_coded;
use crate::runtime::json;
use crate::runtime::visible::quoted;

/// The maximum length of a body that is searched for a message, in bytes.
const BODY: usize = 64 * 1024;

/// The maximum number of messages of a list that are shown.
const SHOWN: usize = 5;

/// The maximum number of nested objects and arrays around a message.
const DEPTH: u32 = 4;

impl RawResponse {
    /// Returns the API's own message in the body, as one line of at most 1 KB: the values at the
    /// JSON Pointers of `errors.message` in `codegen.toml`, or else `detail`, `error_description`,
    /// `message`, `error`, `errors` or `title`. These may be a string, a list of strings, or a list
    /// of objects such as `{loc, msg}` or `{message}` (RFC 9457; RFC 6749, 5.2).
    pub fn message(&self) -> Option<String> {
        if self.body().len() > BODY || is_coded(self.headers()) {
            return None;
        }
        let body: Value = json::from_slice(self.body()).ok()?;
        let places = self.target().map_or(&[][..], |target| target.messages);
        let configured = places.iter().find_map(|place| said(body.pointer(place)?, DEPTH));
        let message = configured.or_else(|| match &body {
            Value::Object(object) => of_object(object, self.status(), DEPTH),
            _ => None,
        })?;
        Some(quoted(&message).into_owned())
    }
}

/// The message in a value.
fn said(value: &Value, depth: u32) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Array(items) => listed(items.iter().filter_map(|it| said(it, depth))),
        Value::Object(object) => match object.get("msg").and_then(Value::as_str) {
            Some(message) => Some(located(object.get("loc"), message)),
            // Only the title of the whole body is compared with the status.
            None => of_object(object, StatusCode::OK, depth),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The message in an object.
fn of_object(object: &Map<String, Value>, status: StatusCode, depth: u32) -> Option<String> {
    let at = |name: &str| said(object.get(name)?, depth);
    let text = |name: &str| object.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    // The reason phrase of the status is printed already.
    let reason = status.canonical_reason().unwrap_or_default();
    let title = text("title").filter(|title| !title.eq_ignore_ascii_case(reason));
    if let Some(detail) = at("detail") {
        return Some(headed(title, detail));
    }
    if let Some(description) = at("error_description") {
        return Some(headed(text("error"), description));
    }
    let errors = || match object.get("errors")? {
        Value::Object(fields) => listed(
            fields
                .iter()
                .filter_map(|(name, value)| Some(format!("{name}: {}", said(value, depth)?))),
        ),
        other => said(other, depth),
    };
    at("message").or_else(|| at("error")).or_else(errors).or_else(|| title.map(str::to_owned))
}

/// Puts a heading before a message, unless the message contains it.
fn headed(heading: Option<&str>, message: String) -> String {
    match heading {
        Some(heading) if !message.contains(heading) => format!("{heading}: {message}"),
        _ => message,
    }
}

/// Puts the location before a message about an invalid value: `body.items.0: too short`.
fn located(place: Option<&Value>, message: &str) -> String {
    let step = |step: &Value| match step {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    };
    match place {
        Some(Value::Array(steps)) if !steps.is_empty() => {
            let steps: Vec<String> = steps.iter().map(step).collect();
            format!("{}: {message}", steps.join("."))
        }
        _ => message.to_owned(),
    }
}

/// The first messages of a list, and the number of the remaining ones.
fn listed(messages: impl Iterator<Item = String>) -> Option<String> {
    let messages: Vec<String> = messages.collect();
    let more = messages.len().saturating_sub(SHOWN);
    let shown = messages[..messages.len() - more].join("; ");
    match more {
        0 => Some(shown).filter(|it| !it.is_empty()),
        _ => Some(format!("{shown}; and {more} more")),
    }
}
