//! The requests as parsed by the server: reads its log and compares them with the intended
//! requests.

use std::collections::BTreeMap;

use codegen::internals::output::calls::{CallContentKind, OperationCall};
use serde_json::Value;

use crate::compare::{body_matches, difference, form_difference, parameter_matches};
use crate::plan::Request;
use crate::program::key;

/// A difference between the intended and the received request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The method and path of the operation.
    pub(crate) operation: String,
    /// The argument, by its key, or `request` for the entire request.
    pub(crate) argument: String,
    /// The details of the difference.
    pub(crate) detail: String,
}

/// Parses the lines of the server's log, by the case that they are about.
pub(crate) fn read(log: &str) -> BTreeMap<usize, Value> {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let cases = lines.filter_map(|it| {
        let case = it["case"].as_str()?.parse().ok()?;
        Some((case, it))
    });
    cases.collect()
}

/// Compares the intended request with the received one.
pub(crate) fn compare(
    operation: &OperationCall,
    request: &Request,
    arrived: Option<&Value>,
) -> Vec<Difference> {
    let route = format!("{} {}", operation.method, operation.path);
    let differ = |argument: &str, detail: String| Difference {
        operation: route.clone(),
        argument: argument.to_owned(),
        detail,
    };
    let Some(arrived) = arrived else {
        return vec![differ("request", "it did not arrive".to_owned())];
    };
    if let Some(refused) = arrived["refused"].as_str() {
        return vec![differ("request", format!("the server rejected it: {refused}"))];
    }
    let mut differences = Vec::new();
    for parameter in &operation.parameters {
        let key = key(parameter.location, &parameter.name);
        let name = match parameter.location {
            "header" => parameter.name.to_ascii_lowercase(),
            _ => parameter.name.clone(),
        };
        let (expected, came) =
            (request.values.get(&key), arrived[parameter.location].get(name.as_str()));
        if !parameter_matches(expected, came) {
            differences.push(differ(&key, difference(expected, came)));
        }
    }
    let content = operation.body.as_ref().and_then(|it| it.contents.get(request.content));
    if let (Some(expected), Some(content)) = (request.values.get("body"), content) {
        let detail = match content.kind {
            CallContentKind::Form | CallContentKind::Multipart => {
                form_difference(expected, &arrived["body"])
            }
            CallContentKind::Json | CallContentKind::Other => {
                (!body_matches(expected, &arrived["body"]))
                    .then(|| difference(Some(expected), arrived.get("body")))
            }
        };
        differences.extend(detail.map(|detail| differ("body", detail)));
    }
    differences
}
