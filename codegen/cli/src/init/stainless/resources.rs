//! `resources`: which operation is which method of which resource.

use serde_json::Value;

/// A method of a resource, or of one inside of it.
pub(super) struct Method {
    /// The names of the resources, from the outermost on; none for a method of the client.
    pub(super) resource: Vec<String>,
    pub(super) name: String,
    /// The HTTP method, in lower case.
    pub(super) verb: String,
    /// The path, as the document writes it.
    pub(super) path: String,
}

/// The methods whose operations the document has, and lines about those that it does not have.
pub(super) fn methods(resources: &Value, document: &Value) -> (Vec<Method>, Vec<String>) {
    let (mut methods, mut notes) = (Vec::new(), Vec::new());
    let mut pending = vec![(Vec::new(), resources)];
    while let Some((outer, resources)) = pending.pop() {
        for (name, resource) in resources.as_object().into_iter().flatten() {
            // The methods of `$client` are the client's own; `$shared` has none.
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
                        "the method `{method}` of `{name}` is left out: the document does not have \
                         `{endpoint}`"
                    )),
                }
            }
            pending.push((names, &resource["subresources"]));
        }
    }
    methods.sort_by(|one, other| (&one.path, &one.verb).cmp(&(&other.path, &other.verb)));
    // An operation that is two methods has the name of the first.
    methods.dedup_by(|one, other| one.path == other.path && one.verb == other.verb);
    (methods, notes)
}

/// The operation of a method: `get /pets`, by itself or as its `endpoint`. `None` where it has none,
/// such as a helper for webhooks.
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
