//! `resources`: maps methods of resources to operations.

use serde_json::Value;

/// A method of a resource or nested resource.
pub(super) struct Method {
    /// The names of the resources, outermost first; empty for a method of the client.
    pub(super) resource: Vec<String>,
    pub(super) name: String,
    /// The HTTP method, in lower case.
    pub(super) verb: String,
    /// The path, as written in the document.
    pub(super) path: String,
}

/// Returns the methods whose operations are in the document, and notes about the others.
pub(super) fn methods(resources: &Value, document: &Value) -> (Vec<Method>, Vec<String>) {
    let (mut methods, mut notes) = (Vec::new(), Vec::new());
    let mut pending = vec![(Vec::new(), resources)];
    while let Some((outer, resources)) = pending.pop() {
        for (name, resource) in resources.as_object().into_iter().flatten() {
            // The methods of `$client` are methods of the client itself; `$shared` has no methods.
            let mut names: Vec<String> = outer.clone();
            names.extend((!name.starts_with('$')).then(|| name.clone()));
            for (method, value) in resource["methods"].as_object().into_iter().flatten() {
                match operation(value, document) {
                    Ok(Some((verb, path))) => {
                        let (resource, name) = (names.clone(), method.clone());
                        methods.push(Method { resource, name, verb, path });
                    }
                    Ok(None) => {}
                    Err(endpoint) => notes.push(format!(
                        "the method `{method}` of `{name}` is skipped: the document does not have \
                         `{endpoint}`"
                    )),
                }
            }
            pending.push((names, &resource["subresources"]));
        }
    }
    methods.sort_by(|one, other| (&one.path, &one.verb).cmp(&(&other.path, &other.verb)));
    // An operation with two methods gets the name of the first.
    methods.dedup_by(|one, other| one.path == other.path && one.verb == other.verb);
    (methods, notes)
}

/// Returns the operation of a method: `get /pets`, as a string or as its `endpoint`. `None` for
/// methods without an operation, such as helpers for webhooks.
fn operation(method: &Value, document: &Value) -> Result<Option<(String, String)>, String> {
    let Some(endpoint) = method.as_str().or_else(|| method["endpoint"].as_str()) else {
        return Ok(None);
    };
    let Some((verb, path)) = endpoint.split_once(char::is_whitespace) else {
        return Err(endpoint.to_owned());
    };
    let (verb, path) = (verb.to_ascii_lowercase(), path.trim().to_owned());
    match document["paths"][&path][&verb].is_object() {
        true => Ok(Some((verb, path))),
        false => Err(endpoint.to_owned()),
    }
}
