//! The program that sends requests: generates its source from the operations, and runs it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use codegen::internals::Generation;
use codegen::internals::output::calls::{CallBody, CallContent, CallContentKind, OperationCall};

use crate::plan::Request;

const MAIN: &str = include_str!("main.rs.txt");

/// Returns the source of the program, with a row for each operation.
pub(crate) fn source(generation: &Generation) -> String {
    let mut credentials = String::new();
    for (method, arguments) in &generation.credentials {
        let values = vec!["\"wire\""; *arguments].join(", ");
        let _ = write!(credentials, ".{method}({values})");
    }
    let rows: String = generation.operations.iter().map(row).collect();
    MAIN.replace("/* CREDENTIALS */", &credentials).replace("// ROWS\n", &rows)
}

fn row(operation: &OperationCall) -> String {
    let OperationCall { resource, function, .. } = operation;
    let mut arguments = Vec::new();
    let mut setters = String::new();
    for parameter in &operation.parameters {
        let key = key(parameter.location, &parameter.name);
        let path = &parameter.path;
        match &parameter.setter {
            None => arguments.push(format!("given.take::<{path}>({key:?})?")),
            Some(setter) => {
                let _ = writeln!(
                    setters,
                    "        if let Some(it) = given.maybe::<{path}>({key:?})? \
                     {{ call = call.{setter}(it); }}"
                );
            }
        }
    }
    match operation.body.as_ref().map(|it| (it.required, content(it))) {
        Some((true, Some(value))) => arguments.push(value),
        Some((true, None)) => {
            return "    |_, _| Err(\"the body is neither JSON nor a form\".to_owned()),\n"
                .to_owned();
        }
        Some((false, Some(value))) => {
            let _ = writeln!(
                setters,
                "        if given.values.contains_key(\"body\") {{ call = call.body({value}); }}"
            );
        }
        Some((false, None)) | None => {}
    }
    let arguments = arguments.join(", ");
    format!(
        "    |client, given| {{\n        let mut call = client.{resource}().{function}({arguments});\n\
         {setters}        given.send(call)\n    }},\n"
    )
}

/// Returns the expression of a body with the content that the request selects; `None` if it has no
/// supported content.
fn content(body: &CallBody) -> Option<String> {
    let made = body.contents.iter().enumerate().filter(|(_, it)| it.kind != CallContentKind::Other);
    let made: Vec<(usize, String)> = made
        .map(|(index, CallContent { path, variant, .. })| {
            let value = format!("given.take::<{path}>(\"body\")?");
            (index, variant.as_ref().map_or(value.clone(), |it| format!("{it}({value})")))
        })
        .collect();
    match &made[..] {
        [] => None,
        [(_, only)] => Some(only.clone()),
        [several @ .., (_, last)] => {
            let arms: String =
                several.iter().map(|(index, it)| format!("{index} => {it}, ")).collect();
            Some(format!("match given.content {{ {arms}_ => {last} }}"))
        }
    }
}

/// Returns the key of a parameter.
pub(crate) fn key(location: &str, name: &str) -> String {
    format!("{location} {name}")
}

/// Sends the requests; the result of each is `sent`, or the reason why it was not sent.
///
/// # Errors
/// The program can't be run.
pub(crate) fn send(
    binary: &Path,
    url: &str,
    requests: &[Request],
) -> Result<Vec<String>, std::io::Error> {
    let mut child =
        Command::new(binary).arg(url).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut lines = String::new();
    for (case, request) in requests.iter().enumerate() {
        let values = serde_json::to_string(&request.values)?;
        let _ = writeln!(
            lines,
            "{{\"case\":{case},\"row\":{},\"content\":{},\"values\":{values}}}",
            request.operation, request.content
        );
    }
    let input = child.stdin.take();
    let writer = std::thread::spawn(move || input.map(|mut it| it.write_all(lines.as_bytes())));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().map(str::to_owned).collect())
}
