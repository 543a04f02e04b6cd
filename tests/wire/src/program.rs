//! The program that sends requests: takes the operations and returns its source, and runs it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use codegen::internals::Generation;
use codegen::internals::output::calls::OperationCall;

use crate::plan::Request;

const MAIN: &str = include_str!("main.rs.txt");

/// The source of the program: a row for each operation.
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
    match operation.body.as_ref().map(|it| (it.required, &it.json)) {
        Some((true, Some(path))) => arguments.push(format!("given.take::<{path}>(\"body\")?")),
        Some((true, None)) => {
            return "    |_, _| Err(\"the body is not JSON alone\".to_owned()),\n".to_owned();
        }
        Some((false, Some(path))) => {
            let _ = writeln!(
                setters,
                "        if let Some(it) = given.maybe::<{path}>(\"body\")? {{ call = call.body(it); }}"
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

/// What the value of a parameter is called.
pub(crate) fn key(location: &str, name: &str) -> String {
    format!("{location} {name}")
}

/// Sends the requests; what comes of each is `sent`, or why it was not sent.
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
            "{{\"case\":{case},\"row\":{},\"values\":{values}}}",
            request.operation
        );
    }
    let input = child.stdin.take();
    let writer = std::thread::spawn(move || input.map(|mut it| it.write_all(lines.as_bytes())));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().map(str::to_owned).collect())
}
