//! The API's own message in the body of a response: first at the locations that the configuration
//! names, then where APIs usually put it. Data that the caller sent, such as `detail[].input`, is
//! never included.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::runtime::RawResponse;
use crate::runtime::content_encoding::is_encoded;
use crate::runtime::json;
use crate::runtime::sanitize::quoted;

/// The maximum length of a body that is searched for a message, in bytes.
const MAX_BODY_LEN: usize = 64 * 1024;

/// The maximum number of messages of a list that are shown.
const MAX_MESSAGES: usize = 5;

/// The maximum nesting of the objects and arrays that contain a message.
const MAX_DEPTH: u32 = 4;

impl RawResponse {
    /// Returns the API's own message in the body, as one line of at most 1 KB: the values at the
    /// JSON Pointers that the generator of this crate was configured with, or else `detail`,
    /// `error_description`, `message`, `error`, `errors` or `title`. These may be a string, a list of
    /// strings, or a list of objects such as `{loc, msg}` or `{message}` (RFC 9457; RFC 6749, 5.2).
    pub fn message(&self) -> Option<String> {
        if self.body().len() > MAX_BODY_LEN || is_encoded(self.headers()) {
            return None;
        }
        let body: Value = json::from_slice(self.body()).ok()?;
        let places = self.target().map_or(&[][..], |target| target.messages);
        let configured =
            places.iter().find_map(|place| find_message(body.pointer(place)?, MAX_DEPTH));
        let message = configured.or_else(|| match &body {
            Value::Object(object) => object_message(object, self.status(), MAX_DEPTH),
            _ => None,
        })?;
        Some(quoted(&message).into_owned())
    }
}

/// The message in a value.
fn find_message(value: &Value, depth: u32) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Array(items) => join_messages(items.iter().filter_map(|it| find_message(it, depth))),
        Value::Object(object) => match object.get("msg").and_then(Value::as_str) {
            Some(message) => Some(with_location(object.get("loc"), message)),
            // Only the title at the top level of the body is compared with the status.
            None => object_message(object, StatusCode::OK, depth),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The message in an object.
fn object_message(object: &Map<String, Value>, status: StatusCode, depth: u32) -> Option<String> {
    let at = |name: &str| find_message(object.get(name)?, depth);
    let text = |name: &str| object.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    // The reason phrase of the status is printed already.
    let reason = status.canonical_reason().unwrap_or_default();
    let title = text("title").filter(|title| !title.eq_ignore_ascii_case(reason));
    if let Some(detail) = at("detail") {
        return Some(with_heading(title, detail));
    }
    if let Some(description) = at("error_description") {
        return Some(with_heading(text("error"), description));
    }
    let errors =
        || match object.get("errors")? {
            Value::Object(fields) => join_messages(fields.iter().filter_map(|(name, value)| {
                Some(format!("{name}: {}", find_message(value, depth)?))
            })),
            other => find_message(other, depth),
        };
    at("message").or_else(|| at("error")).or_else(errors).or_else(|| title.map(str::to_owned))
}

/// Puts a heading before a message, unless the message contains it.
fn with_heading(heading: Option<&str>, message: String) -> String {
    match heading {
        Some(heading) if !message.contains(heading) => format!("{heading}: {message}"),
        _ => message,
    }
}

/// Puts the location before a message about an invalid value: `body.items.0: too short`.
fn with_location(place: Option<&Value>, message: &str) -> String {
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
fn join_messages(messages: impl Iterator<Item = String>) -> Option<String> {
    let messages: Vec<String> = messages.collect();
    let more = messages.len().saturating_sub(MAX_MESSAGES);
    let shown = messages[..messages.len() - more].join("; ");
    match more {
        0 => Some(shown).filter(|it| !it.is_empty()),
        _ => Some(format!("{shown}; and {more} more")),
    }
}
