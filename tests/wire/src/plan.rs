//! Which requests are sent: takes the document and its operations and returns values for each
//! argument.

use std::collections::BTreeMap;

use codegen::internals::output::calls::OperationCall;
use conformance::values::Values;
use serde_json::Value;

use crate::program::key;

/// One request of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The index of the operation.
    pub(crate) operation: usize,
    /// The value of each argument, by its key; of the body, `body`.
    pub(crate) values: BTreeMap<String, Value>,
}

/// The requests of all operations, and why some have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) requests: Vec<Request>,
    pub(crate) left_out: Vec<(usize, String)>,
}

/// How many requests of each operation are sent, at most.
const REQUESTS: usize = 4;

/// Plans the requests of a document, as its author wrote it.
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
        let can_be_sent =
            |it: &Value| can_be_sent(parameter.location, it) && !(is_required && is_empty(it));
        let found: Vec<Value> = found.into_iter().filter(can_be_sent).collect();
        match (found.is_empty(), &parameter.setter) {
            (false, setter) => columns.push((key, found, setter.is_some())),
            (true, Some(_)) => {}
            (true, None) => return Err(format!("{key} has no value")),
        }
    }
    match (&operation.body, places.get("body")) {
        (Some(body), _) if body.json.is_none() && body.required => {
            return Err("the body is not JSON alone".to_owned());
        }
        (Some(body), Some(pointer)) if body.json.is_some() => {
            let found = values.of(pointer, REQUESTS)?;
            if found.is_empty() && body.required {
                return Err("the body has no value".to_owned());
            }
            columns.push(("body".to_owned(), found, !body.required));
        }
        _ => {}
    }
    let of_row = |row: usize| {
        let given = columns.iter().filter(|(_, found, optional)| {
            // The second has nothing that is optional.
            !found.is_empty() && (row != 1 || !optional)
        });
        let values = given.map(|(key, found, _)| (key.clone(), found[row % found.len()].clone()));
        Request { operation: index, values: values.collect() }
    };
    let longest = columns.iter().map(|(_, found, _)| found.len()).max().unwrap_or(1);
    Ok((0..longest.clamp(1, REQUESTS)).map(of_row).collect())
}

/// Whether a value has no expansion, so that it can't be told from none (RFC 6570, 2.3).
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().all(Value::is_null),
        Value::Object(all) => all.values().all(Value::is_null),
        _ => false,
    }
}

/// Whether HTTP can carry a value there: a path has no empty segment and none of dots, and a header
/// field only visible ASCII in its middle.
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

/// The JSON Pointer of the schema of each argument.
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
        let content = body["content"].as_object()?;
        found.insert(
            "body".to_owned(),
            format!("{at}/content/{}/schema", escaped(content.keys().next()?)),
        );
    }
    Some(found)
}

/// The object at a pointer, or the one that it refers to.
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
