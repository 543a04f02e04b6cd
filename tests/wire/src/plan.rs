//! The plan of the requests of a document's operations: the values of each argument.

use std::collections::BTreeMap;

use codegen::internals::output::calls::{CallBody, CallContent, CallContentKind, OperationCall};
use conformance::values::Values;
use serde_json::Value;

use crate::program::key;

/// One request of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The index of the operation.
    pub(crate) operation: usize,
    /// The value of each argument, by its key; the key of the body is `body`.
    pub(crate) values: BTreeMap<String, Value>,
    /// The index of the body's media type.
    pub(crate) content: usize,
}

/// The requests of all operations, and the reasons why some have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) requests: Vec<Request>,
    pub(crate) left_out: Vec<(usize, String)>,
}

/// The maximum number of requests per operation.
const REQUESTS: usize = 4;

/// Plans the requests of an unmodified document.
pub(crate) fn plan(original: &Value, operations: &[OperationCall], seed: u64) -> Plan {
    let values = Values::new(original, seed);
    let mut plan = Plan::default();
    for (index, operation) in operations.iter().enumerate() {
        match requests(original, &values, index, operation) {
            Ok(requests) => plan.requests.extend(requests),
            Err(reason) => plan.left_out.push((index, reason)),
        }
    }
    plan
}

fn requests(
    original: &Value,
    values: &Values,
    index: usize,
    operation: &OperationCall,
) -> Result<Vec<Request>, String> {
    let places = schemas(original, operation).ok_or("the document has no such operation")?;
    let mut columns = Vec::new();
    for parameter in &operation.parameters {
        let key = key(parameter.location, &parameter.name);
        let found = match places.get(&key) {
            Some(pointer) => values.of(pointer, REQUESTS)?,
            None => Vec::new(),
        };
        let is_required = parameter.setter.is_none();
        // Setters don't accept null: the parameter is omitted.
        let can_be_sent = |it: &Value| {
            can_be_sent(parameter.location, it) && !it.is_null() && !(is_required && is_empty(it))
        };
        let found: Vec<Value> = found.into_iter().filter(can_be_sent).collect();
        match (found.is_empty(), &parameter.setter) {
            (false, setter) => columns.push((key, found, setter.is_some())),
            (true, Some(_)) => {}
            (true, None) => return Err(format!("{key} has no value")),
        }
    }
    let bodies = match &operation.body {
        Some(body) => bodies(values, body, &places)?,
        None => Vec::new(),
    };
    let body_is_required = operation.body.as_ref().is_some_and(|it| it.required);
    let of_row = |row: usize| {
        // The second request has only required arguments.
        let has_optional = row != 1;
        let given = columns.iter().filter(|(_, _, optional)| has_optional || !optional);
        let mut values: BTreeMap<String, Value> =
            given.map(|(key, found, _)| (key.clone(), found[row % found.len()].clone())).collect();
        let mut content = 0;
        if !bodies.is_empty() && (has_optional || body_is_required) {
            let (index, found) = &bodies[row % bodies.len()];
            content = *index;
            values.insert("body".to_owned(), found[row / bodies.len() % found.len()].clone());
        }
        Request { operation: index, values, content }
    };
    let longest = columns.iter().map(|(_, found, _)| found.len()).max().unwrap_or(1);
    let of_bodies = bodies.iter().map(|(_, found)| found.len()).sum();
    let count = longest.max(of_bodies).clamp(1, REQUESTS * bodies.len().max(1));
    Ok((0..count).map(of_row).collect())
}

/// Returns the values for each content of a body that can be created from JSON, with the index of
/// the content.
fn bodies(
    values: &Values,
    body: &CallBody,
    places: &BTreeMap<String, String>,
) -> Result<Vec<(usize, Vec<Value>)>, String> {
    let mut bodies = Vec::new();
    for (index, content) in body.contents.iter().enumerate() {
        if content.kind == CallContentKind::Other {
            continue;
        }
        let Some(pointer) = places.get(&body_key(&content.media_type)) else { continue };
        let mut found = values.of(pointer, REQUESTS)?;
        found.retain(|it| can_be_content(content, it));
        if !found.is_empty() {
            bodies.push((index, found));
        }
    }
    if bodies.is_empty() && body.required {
        return Err("the body has no value that is JSON or a form".to_owned());
    }
    Ok(bodies)
}

/// Whether a value can be sent as this content: a form needs an object.
fn can_be_content(content: &CallContent, value: &Value) -> bool {
    content.kind == CallContentKind::Json || value.is_object()
}

/// Returns the key of the body with this media type.
fn body_key(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    format!("body {}", essence.trim().to_ascii_lowercase())
}

/// Whether a value has an empty expansion, which can't be distinguished from a missing value (RFC
/// 6570, 2.3).
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().all(Value::is_null),
        Value::Object(all) => all.values().all(Value::is_null),
        _ => false,
    }
}

/// Whether HTTP can represent a value at this location: a path segment can't be empty or consist of
/// dots, and a header field has only visible ASCII, with spaces inside.
fn can_be_sent(location: &str, value: &Value) -> bool {
    match (location, value) {
        ("path", Value::String(text)) => !["", ".", ".."].contains(&text.as_str()),
        ("path", Value::Null) => false,
        ("path", Value::Array(items)) => {
            !items.is_empty() && items.iter().all(|it| can_be_sent("path", it))
        }
        ("path", Value::Object(all)) => !all.is_empty(),
        ("header", Value::String(text)) => {
            text.trim() == text && text.chars().all(|it| it == ' ' || it.is_ascii_graphic())
        }
        ("header", Value::Array(items)) => items.iter().all(|it| can_be_sent("header", it)),
        ("header", Value::Object(all)) => all.values().all(|it| can_be_sent("header", it)),
        _ => true,
    }
}

/// Returns the JSON Pointer to the schema of each argument.
fn schemas(original: &Value, operation: &OperationCall) -> Option<BTreeMap<String, String>> {
    let item_at = format!("/paths/{}", escaped(&operation.path));
    let (item_at, item) = follow(original, item_at)?;
    let at = format!("{item_at}/{}", operation.method.to_ascii_lowercase());
    let model = original.pointer(&at)?;
    let mut found = BTreeMap::new();
    for (at, list) in [(&item_at, item.get("parameters")), (&at, model.get("parameters"))] {
        let count = list.and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let (at, parameter) = follow(original, format!("{at}/parameters/{index}"))?;
            let (location, name) = (parameter["in"].as_str()?, parameter["name"].as_str()?);
            let schema = match parameter.get("content").and_then(Value::as_object) {
                Some(content) => {
                    format!("{at}/content/{}/schema", escaped(content.keys().next()?))
                }
                None => format!("{at}/schema"),
            };
            found.insert(key(location, name), schema);
        }
    }
    if model.get("requestBody").is_some() {
        let (at, body) = follow(original, format!("{at}/requestBody"))?;
        for media_type in body["content"].as_object()?.keys() {
            let pointer = format!("{at}/content/{}/schema", escaped(media_type));
            found.entry(body_key(media_type)).or_insert(pointer);
        }
    }
    Some(found)
}

/// Returns the object at a pointer, or the one that its `$ref` refers to.
fn follow(original: &Value, mut at: String) -> Option<(String, &Value)> {
    for _ in 0..16 {
        let value = original.pointer(&at)?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => at = reference.strip_prefix('#')?.to_owned(),
            None => return Some((at, value)),
        }
    }
    None
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
