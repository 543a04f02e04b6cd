//! The section of `README.md` about errors: their variants, and the method to use for each task.

use super::table::table;
use super::{blocks, snippet};
use crate::rust::items::Crate;

/// The variants of `Error`, each with the first paragraph of its documentation.
const VARIANTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/error_variants.rs"));

/// Returns the section.
pub(super) fn section(krate: &Crate) -> String {
    let library = krate.package.library();
    blocks([
        "## Errors",
        &format!(
            "`Error` is the error of any operation. A call returns `Error<E>`, where `E` is the enum of \
         the errors\nthat the API documents for the operation; `?` converts it into `Error`. \
         `Display` is one line of at most\n4 KB: the operation, what failed, the API's own \
         message, and the request id. The cause of a failed\nconnection is in `source()`. Neither \
         `Display` nor `Debug`\nof `Error` shows a body, which may contain secrets. The documented error \
         inside `Error::Api` has all its\ncontent, such as rejected input, which its own `Debug` shows: \
         log `.message()` instead.\n\nStatuses that the API's document does not list, often 401, 403, \
         429 and 5xx, are\n`Error::UndocumentedStatus`: compare `.status()` with \
         `Some(StatusCode::TOO_MANY_REQUESTS)` and others of\n`{library}::http::StatusCode`."
        ),
        "The variants of `Error`:",
        &table(["Variant", "Meaning"], &variants(krate)),
        &table(["To", "Use"], &TASKS.map(|row| row.map(str::to_owned))),
        &one_type(&library),
        &documented(krate),
    ])
}

/// The tasks of a program that handles an error.
const TASKS: [[&str; 2]; 10] = [
    ["return it from a function that calls several operations", "`Result<_, Error>`, and `?`"],
    ["log it", "`Display`, and the causes of `source()`"],
    ["name the operation that failed", "`.operation()`; its method and path: `.target()`"],
    ["read the status", "`.status()`"],
    ["show the API's own message", "`.message()`"],
    ["report it to the API's support", "`.request_id()`"],
    ["try again later", "`.is_retryable()`, `.retry_after()`, `.attempts()`"],
    ["recognize a network failure", "`.is_timeout()`, `.is_connect()`"],
    [
        "match a documented error",
        "`Error::Api(..)` of a call; for `Error` without a type, `error.api()?.downcast_ref::<E>()`",
    ],
    ["read the complete response, with its body", "`.response()`"],
];

/// Returns the rows of the table of variants; an API without operations to poll has no row for
/// polling.
fn variants(krate: &Crate) -> Vec<[String; 2]> {
    let has_polling = krate.all_operations().any(|(_, operation)| operation.polls.is_some());
    let variants = VARIANTS.iter().filter(|(name, _)| has_polling || *name != "Polling");
    variants.map(|(name, about)| [format!("`{name}`"), (*about).to_owned()]).collect()
}

/// Returns a function that returns any error, and one that inspects it.
fn one_type(library: &str) -> String {
    snippet::fenced(&format!(
        "use std::time::Duration;\n\n\
         use {library}::{{Call, Error, Operation}};\n\n\
         /// Calls two operations with one error type.\n\
         async fn both<One: Operation, Two: Operation>(\n    \
         one: Call<One>,\n    \
         two: Call<Two>,\n\
         ) -> Result<(One::Output, Two::Output), Error> {{\n    \
         Ok((one.await?, two.await?))\n}}\n\n\
         /// Returns the time to wait before trying again, if that may help.\n\
         fn wait(error: &Error) -> Option<Duration> {{\n    \
         eprintln!(\"{{error}}\");\n    \
         let wait = error.retry_after().unwrap_or(Duration::from_secs(1));\n    \
         error.is_retryable().then_some(wait)\n}}"
    ))
}

/// Returns a call that distinguishes its documented errors; empty if the API documents none.
fn documented(krate: &Crate) -> String {
    let operations = krate
        .operations
        .iter()
        .flat_map(|module| module.operations.iter().map(move |operation| (module, operation)));
    let mut examples = krate
        .first_operation()
        .into_iter()
        .chain(operations)
        .filter_map(|(module, operation)| snippet::failure(krate, module, operation));
    let about = "The enum of an operation distinguishes the errors that the API documents for it:";
    examples.next().map(|code| blocks([about, &code])).unwrap_or_default()
}
