//! The resource and function name of each operation. From the operations and the configuration,
//! this module derives the candidate names of each operation and chooses one.

use std::collections::{BTreeSet, HashMap};

use super::shorten::without_resource;
use super::words::snake;
use crate::api::ir::Operation;
use crate::config::{Config, Grouping};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::text::Text;

/// The candidate names of an operation.
pub(super) struct Candidates {
    /// The title of its resource in the document.
    pub(super) title: String,
    /// The name of its resource.
    pub(super) resource: String,
    /// The candidate names of its function, the shortest first. The last one is the full name.
    names: Vec<String>,
    /// The name from its method and path; `None` if its name is configured.
    by_route: Option<String>,
}

impl Candidates {
    /// Whether the name is the full name of the function.
    fn is_full_name(&self, name: &str) -> bool {
        self.names.last().is_some_and(|full_name| full_name == name)
    }
}

/// Returns the candidate names of an operation.
pub(super) fn candidates(operation: &Operation, config: &Config) -> Candidates {
    let (title, function) = group_and_function(operation, config);
    let default = default_resource(&title);
    let resource =
        config.resources.get(&default).map_or_else(|| default.clone(), |it| snake(it, "api"));
    let given = config.names.get(&operation.pointer).map(String::as_str);
    if let Some(name) = given.or(operation.called.as_ref().map(Text::as_written)) {
        return Candidates { title, resource, names: vec![snake(name, "call")], by_route: None };
    }
    let full_name = snake(&function, "call");
    let start = without_route(&function, operation).map(|it| snake(it, "call"));
    let last = title.rsplit(['.', '/', ':']).next().unwrap_or_default();
    let omitted = [snake(&title, ""), snake(last, ""), resource.clone()];
    let mut names = without_resource(start.as_ref().unwrap_or(&full_name), &omitted);
    names.extend(start);
    names.push(full_name);
    Candidates { title, resource, names, by_route: Some(snake(&route(operation), "call")) }
}

/// Returns the name of the resource with a title, unless the configuration renames it.
pub(super) fn default_resource(title: &str) -> String {
    snake(title, "api")
}

/// Returns the name of each operation's function: its shortest candidate that isn't a candidate of
/// another operation of the same resource, or its full name. Operations with one full name are named
/// after their methods and paths. So a name depends only on the operations that share a candidate,
/// and not on their order.
///
/// Reports a warning for each operation whose name is longer for that reason.
pub(super) fn choose(
    operations: &[Operation],
    all_candidates: &[Candidates],
    resources: &[usize],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut wanted: HashMap<(usize, &str), BTreeSet<&str>> = HashMap::new();
    for (candidates, resource) in all_candidates.iter().zip(resources) {
        let Some(full_name) = candidates.names.last() else { continue };
        for name in &candidates.names {
            wanted.entry((*resource, name)).or_default().insert(full_name);
        }
    }
    let all = || all_candidates.iter().zip(resources);
    let chosen: Vec<&str> = all()
        .map(|(candidates, resource)| {
            let is_own = |name: &&String| {
                let others = wanted.get(&(*resource, name.as_str()));
                candidates.is_full_name(name) || others.is_none_or(|others| others.len() < 2)
            };
            candidates.names.iter().find(is_own).map(String::as_str).unwrap_or_default()
        })
        .collect();
    let mut owners: HashMap<(usize, &str), Vec<&Operation>> = HashMap::new();
    for ((name, resource), operation) in chosen.iter().zip(resources).zip(operations) {
        owners.entry((*resource, name)).or_default().push(operation);
    }
    let all = all().zip(&chosen).zip(operations);
    all.map(|(((candidates, resource), chosen), operation)| {
        let owners = owners.get(&(*resource, *chosen)).map(Vec::as_slice).unwrap_or_default();
        let name = match &candidates.by_route {
            Some(by_route) if owners.len() > 1 => by_route,
            _ => *chosen,
        };
        // `check` reports ids that occur twice.
        let same_id = |other: &&&Operation| other.id.is_some() && other.id == operation.id;
        let is_reported = owners.iter().filter(same_id).count() > 1;
        if let Some(shortest) = candidates.names.first().filter(|it| *it != name && !is_reported) {
            diagnostics.push(unshortened(operation, shortest, name));
        }
        name.to_owned()
    })
    .collect()
}

fn unshortened(operation: &Operation, shortest: &str, name: &str) -> Diagnostic {
    let at = &operation.pointer;
    let message = format!(
        "the function name `{shortest}` would suit several operations of this resource; this one is \
         named `{name}`"
    );
    let help = format!(
        "name one of them in codegen.toml: `\"{at}\" = \"{shortest}\"` under `[names]`; or accept \
         `{name}` with `accept = [\"name-clash\"]` or `--accept name-clash`"
    );
    Diagnostic::warning(Code::NameClash, at, message).help(help)
}

/// Returns the strings that an operation's module and function are named after.
fn group_and_function(operation: &Operation, config: &Config) -> (String, String) {
    let tag = operation.tags.first().map(Text::as_written).filter(|tag| !tag.trim().is_empty());
    let path = operation.path.as_written();
    let group = || tag.map_or_else(|| first_segment(path), str::to_owned);
    let (group, function) = match operation.id.as_ref().map(Text::as_written) {
        None => (group(), route(operation)),
        Some(id) => match split(id, config.grouping.as_ref().unwrap_or(&Grouping::default())) {
            Some((group, function)) => (group.to_owned(), function.to_owned()),
            None => (group(), id.to_owned()),
        },
    };
    match &operation.group {
        Some(given) if config.grouping.is_none() => (given.as_written().to_owned(), function),
        _ => (group, function),
    }
}

/// Returns the method and path of an operation: `get /pets/{id}`.
fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_written().to_lowercase(), operation.path.as_written())
}

/// Splits an operation id at the configured separator.
fn split<'i>(id: &'i str, grouping: &Grouping) -> Option<(&'i str, &'i str)> {
    let Grouping::OperationId { separator } = grouping else { return None };
    let (group, function) = id.rsplit_once(separator).filter(|_| !separator.is_empty())?;
    (!group.is_empty() && !function.is_empty()).then_some((group, function))
}

/// Returns an operation id without its route: FastAPI generates `read_flow_flows__id__get` from the
/// function `read_flow` at `GET /flows/{id}`.
fn without_route<'i>(id: &'i str, operation: &Operation) -> Option<&'i str> {
    let is_word = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '_';
    let path = operation.path.as_written().chars();
    let path: String = path.map(|symbol| if is_word(symbol) { symbol } else { '_' }).collect();
    let method = operation.method.as_written().to_lowercase();
    let start = id.strip_suffix(&format!("{path}_{method}"))?;
    start.starts_with(|first: char| first.is_ascii_alphabetic()).then_some(start)
}

/// Returns the first meaningful segment of a path: neither a version nor a parameter.
fn first_segment(path: &str) -> String {
    let version = |segment: &str| {
        segment.strip_prefix('v').is_some_and(|it| it.chars().all(|it| it.is_ascii_digit()))
    };
    let mut segments = path.split('/').filter(|it| !it.is_empty() && !it.starts_with('{'));
    segments.find(|it| !version(it)).unwrap_or("api").to_owned()
}
