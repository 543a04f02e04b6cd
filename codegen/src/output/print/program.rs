//! Examples: complete ones on pages, and with a hidden frame in documentation of code.

use super::statement;
use crate::output::source::{Function, Program};

/// The return type of the function of a fallible example.
const RESULT: &str = "Result<(), Box<dyn std::error::Error>>";

/// Returns the code of an example, which compiles when it is pasted into a program.
pub(super) fn print(program: &Program) -> String {
    let (head, last) = match program.function {
        Function::Main => ("fn main()".to_owned(), ""),
        Function::Fallible => (format!("fn run() -> {RESULT}"), "    Ok(())\n"),
        Function::Async => (format!("async fn run() -> {RESULT}"), "    Ok(())\n"),
    };
    let indented = statements(program).lines().fold(String::new(), |text, line| match line {
        "" => text + "\n",
        line => text + "    " + line + "\n",
    });
    format!("{}\n\n{head} {{\n{indented}{last}}}", import(program))
}

/// Returns an example as Markdown for rustdoc, with a hidden function that contains the statements.
pub(super) fn in_docs(program: &Program) -> String {
    let (import, statements) = (import(program), statements(program));
    format!(
        "```no_run\n{import}\n\n# async fn run() -> {RESULT} {{\n{statements}\n# Ok(())\n# }}\n```"
    )
}

fn import(program: &Program) -> String {
    let library = &program.library;
    match &program.imports[..] {
        [only] => format!("use {library}::{only};"),
        several => format!("use {library}::{{{}}};", several.join(", ")),
    }
}

fn statements(program: &Program) -> String {
    program.statements.iter().map(statement).collect::<Vec<_>>().join("\n")
}
