//! The samples in the pages of each client are run against a mock: their arguments are accepted, the
//! request is built, and the response is decoded and used.
//!
//! Samples of streams, and of operations with several successful responses, are only compiled.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use codegen::internals::output::Output;

use crate::compiled::{cargo_with, of_examples};
use crate::documents::written;

/// An operation as its module declares it.
struct Operation<'a> {
    /// `operations::orders::Get`
    path: String,
    /// `types::Order`
    output: &'a str,
    /// The first status of a successful response, and how its body is read.
    success: (&'a str, &'a str),
}

/// Returns the part of the source between two substrings.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(part, _)| part)
}

/// Returns the operation of a resource's function.
fn operation<'a>(client: &'a Output, resource: &str, id: &str) -> Operation<'a> {
    let source = &client[&format!("src/operations/{resource}.rs")];
    let declaration =
        source.split("\noperation! {").find(|it| it.contains(&format!(" as {id:?},")));
    let declaration = declaration.unwrap_or_else(|| panic!("{resource} has no {id}"));
    let request = between(declaration, "-> Call<", ">").expect("a request");
    let (_, arms) = declaration.split_once("response(response) {").expect("arms");
    let (status, reader) = arms.split_once(" => response.").expect("an arm");
    Operation {
        path: format!("operations::{resource}::{request}"),
        output: between(declaration, "Output = ", ", Error").expect("an output"),
        success: (status.trim(), reader.split('(').next().expect("a method")),
    }
}

/// Returns a call of a method of `On` that adds a response; `None` for outputs without an example.
fn response(operation: &Operation<'_>, examples: &str) -> Option<String> {
    let (status, reader) = operation.success;
    status.parse::<u16>().ok()?;
    let answer = |media_type: &str, body: &str| {
        Some(format!(".answers({status}, {media_type:?}, {body:?})"))
    };
    match (reader, operation.output) {
        ("json", output) if output.starts_with("Vec<") => answer("application/json", "[]"),
        ("json", output) => {
            let has_example = examples.contains(&format!("\n    {output} => "));
            has_example.then(|| ".returns_example()".to_owned())
        }
        ("empty", "()") => answer("text/plain", ""),
        ("bytes", _) => answer("application/octet-stream", "bytes"),
        ("text", "String") => answer("text/plain", "text"),
        _ => None,
    }
}

/// Returns the test of a sample: in a module of its own, with its imports.
fn test(
    number: usize,
    sample: &str,
    operation: &Operation<'_>,
    response: &str,
    library: &str,
) -> String {
    let path = format!("{library}::{}", operation.path);
    let client = format!(
        "{{\n        mock.on::<{path}>(){response};\n        Client::builder().credentials_from_env()\
         .base_url(\"https://example.com\").transport(mock.clone()).build()?\n    }}"
    );
    let sample =
        sample.replace("async fn run()", &format!("async fn run(mock: {library}::testing::Mock)"));
    let sample = sample.replace("Client::from_env()?", &client);
    // The next page of an example may be the same page.
    let sample = sample.replace("while let Some(item) = items", "if let Some(item) = items");
    let sample = sample.replace("eprintln!(\"{error}\")", "panic!(\"{error}\")");
    format!(
        "mod sample{number} {{\n{sample}\n\
         #[test]\nfn runs() {{\n    let mock = {library}::testing::Mock::new();\n    \
         super::wait(run(mock.clone())).unwrap_or_else(|error| panic!(\"{path}: {{error}}\"));\n    \
         assert_eq!(mock.calls_of::<{path}>().len(), 1);\n}}\n}}\n"
    )
}

/// Returns the string literals that follow `start`, which ends with a quotation mark.
fn quoted<'a>(texts: &'a str, start: &str) -> BTreeSet<&'a str> {
    texts.split(start).skip(1).filter_map(|it| it.split('"').next()).collect()
}

#[test]
fn the_samples_of_every_client_run_against_a_mock() {
    for (client, folder) in written("samples") {
        let library = between(&client["Cargo.toml"], "name = \"", "\"").expect("a name");
        let library = library.replace('-', "_");
        let mut tests = "#![allow(deprecated, reason = \"operations may be\")]\n".to_owned();
        let (mut samples, mut skipped) = (0, 0);
        for (path, page) in &client {
            let Some(name) = path.strip_prefix("docs/resources/") else { continue };
            let resource = name.trim_end_matches(".md").replace('-', "_");
            for section in page.split("<!-- UsageSnippet ").skip(1) {
                let id = between(section, "operationID=\"", "\"").expect("an id");
                let operation = operation(&client, &resource, id);
                let Some(response) = response(&operation, &client["src/examples.rs"]) else {
                    skipped += 1;
                    continue;
                };
                // The call of the method, and the call of the standalone function.
                for block in section.split("```rust,no_run\n").skip(1).take(2) {
                    let sample = block.split("```").next().expect("a sample");
                    samples += 1;
                    tests.push_str(&test(samples, sample, &operation, &response, &library));
                }
            }
        }
        assert!(
            samples > 3 * skipped,
            "{library}: {samples} samples run, {skipped} operations do not"
        );
        write!(
            tests,
            "fn wait<F: Future>(future: F) -> F::Output {{\n    \
             let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();\n    \
             runtime.expect(\"a runtime\").block_on(future)\n}}\n"
        )
        .expect("written");
        for upload in quoted(&tests, "File::open(\"") {
            fs::write(folder.join(upload), "bytes").expect("a file");
        }
        let schemes = client["src/client.rs"].split("env: &[").skip(1);
        let names = schemes.filter_map(|it| it.split(']').next()).flat_map(|it| it.split('"'));
        let names = names.filter(|it| it.starts_with(|first: char| first.is_ascii_uppercase()));
        let variables: Vec<_> = names.map(|it| (it, "token")).collect();
        fs::create_dir_all(folder.join("tests")).expect("a folder");
        fs::write(folder.join("tests/samples.rs"), tests).expect("the tests");
        let features = [&of_examples(&client)[..], &["blocking"]].concat();
        cargo_with(&folder, &["test", "--test", "samples"], &features, &variables);
    }
}
