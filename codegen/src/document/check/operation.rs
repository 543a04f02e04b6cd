//! Operation checks: reports duplicate operation ids, and path parameters that are undeclared or
//! missing in the path template.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::refs::ChainEnds;
use super::report::Report;
use super::walk::Walk;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::{Kind, operations};
use crate::document::load::budget::{MAX_OPERATIONS, MAX_PATH_PARAMETERS};
use crate::document::pointer::JsonPointer;

/// Reports duplicate operation ids (OpenAPI 3.2, Operation Object).
pub(super) fn check_ids(walk: &Walk<'_>, report: &mut Report<'_>) {
    let mut first: HashMap<&str, JsonPointer> = HashMap::new();
    for object in walk.objects.iter().filter(|object| object.kind == Kind::Operation) {
        let Some(Value::String(id)) = object.members.get("operationId") else { continue };
        let at = walk.places.pointer(object.place).child("operationId");
        match first.get(id.as_str()) {
            Some(earlier) => {
                let message = format!("`{id}` is already the id of another operation: `{earlier}`");
                let operation = walk.places.pointer(object.place);
                let help = format!(
                    "their functions are named after method and path if they are in one resource; \
                     change the `operationId`, or name the function in codegen.toml: \
                     `\"{operation}\" = \"...\"` under `[names]`"
                );
                let found = Diagnostic::warning(Code::DuplicateOperationId, &at, message);
                report.push(found.help(help));
            }
            None => {
                first.insert(id, at);
            }
        }
    }
}

/// Reports an error if there are more operations than the generator supports.
pub(super) fn check_count(walk: &Walk<'_>, report: &mut Report<'_>) {
    let mut operations = walk.objects.iter().filter(|object| object.kind == Kind::Operation);
    let Some(first) = operations.nth(MAX_OPERATIONS) else { return };
    let at = walk.places.pointer(first.place);
    let message = format!("the document has over {MAX_OPERATIONS} operations");
    report.push(
        Diagnostic::error(Code::TooLarge, &at, message)
            .help("generate those that you need: select them with `--include` or `[select]`"),
    );
}

/// Compares path templates with the declared path parameters (OpenAPI 3.2, Path Templating).
pub(super) fn check_paths(root: &Value, report: &mut Report<'_>) {
    let paths = root.get("paths").and_then(Value::as_object);
    let mut ends = ChainEnds::new(root);
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/')) {
        if report.is_full() {
            return;
        }
        let at = JsonPointer::root().child("paths").child(path);
        let count = path.matches('{').count();
        if count > MAX_PATH_PARAMETERS {
            let message =
                format!("a path with {count} parameters: the maximum is {MAX_PATH_PARAMETERS}");
            report.push(Diagnostic::error(Code::TooLarge, &at, message).help("shorten the path"));
            continue;
        }
        if let Some((at, item)) = ends.of(at, item) {
            check_path(&mut ends, path, &at, item, report);
        }
    }
}

/// The maximum number of undeclared parameters that are reported for one operation.
const MAX_UNDECLARED: usize = 5;

fn check_path<'a>(
    ends: &mut ChainEnds<'a>,
    path: &str,
    at: &JsonPointer,
    item: &'a Map<String, Value>,
    report: &mut Report<'_>,
) {
    let template = template_names(path);
    let shared = path_parameters(ends, at, item);
    let mut superfluous = shared.clone();
    for (method, operation) in operations(item) {
        let Value::Object(operation) = operation else { continue };
        let at = method.below(at);
        let own = path_parameters(ends, &at, operation);
        let declared = |name: &&String| own.contains_key(*name) || shared.contains_key(*name);
        for name in template.iter().filter(|name| !declared(name)).take(MAX_UNDECLARED) {
            report.push(undeclared(&at, name));
        }
        superfluous.extend(own);
    }
    superfluous.retain(|name, _| !template.contains(name));
    for (name, at) in superfluous {
        let message = format!("the path has no `{{{name}}}`, so the parameter is not sent");
        report.push(
            Diagnostic::warning(Code::MissingKeyword, &at, message)
                .help("remove the parameter, or put it into the path"),
        );
    }
}

fn undeclared(at: &JsonPointer, name: &str) -> Diagnostic {
    let message = format!(
        "the path has `{{{name}}}`, but no parameter declares it; it is treated as a string"
    );
    Diagnostic::warning(Code::MissingKeyword, at, message).help(format!(
        "add it to `parameters`: `{{name: {name}, in: path, required: true, schema: {{type: \
         string}}}}`"
    ))
}

/// Returns the names of the path parameters that a path item or operation declares, with their
/// locations.
fn path_parameters<'a>(
    ends: &mut ChainEnds<'a>,
    at: &JsonPointer,
    owner: &'a Map<String, Value>,
) -> BTreeMap<String, JsonPointer> {
    let list = owner.get("parameters").and_then(Value::as_array).map(Vec::as_slice);
    let declared = list.unwrap_or_default().iter().enumerate().filter_map(|(index, parameter)| {
        let place = at.child("parameters").child(index);
        let (_, parameter) = ends.of(place.clone(), parameter)?;
        let in_path = parameter.get("in")?.as_str()? == "path";
        in_path.then_some((parameter.get("name")?.as_str()?.to_owned(), place))
    });
    declared.collect()
}

/// Returns the parameter names in the braces of a path template.
fn template_names(path: &str) -> BTreeSet<String> {
    let after_braces = path.split('{').skip(1);
    after_braces.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}
