//! Complete examples: they compile where they are pasted, and as doctests.

use crate::output::emit;
use crate::output::print::statement;
use crate::rust::items::{Crate, Expression, Operation, OperationModule, Success, TypeRef};

/// The name of the crate in Rust code.
pub(super) fn library(krate: &Crate) -> String {
    krate.package.name.replace('-', "_")
}

/// A call of the resource's method.
pub(super) fn call(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    fenced(&call_code(krate, module, operation))
}

/// The code of [`call`].
pub(super) fn call_code(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    let call = statement(emit::example_call(&krate.client, module, operation));
    with_client_code(krate, &call, &print(operation))
}

/// A call of the standalone function.
pub(super) fn function_call(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> String {
    let call = statement(emit::example_function_call(&krate.client, module, operation));
    with_client(krate, &call, &print(operation))
}

/// A value of a type.
pub(super) fn value(krate: &Crate, example: &Expression) -> String {
    let value = statement(emit::example_value(example));
    let library = library(krate);
    if !value.contains("?") {
        return fenced(&format!(
            "use {library}::types;\n\nfn main() {{\n{}    println!(\"{{value:?}}\");\n}}",
            indented(&value)
        ));
    }
    fenced(&format!(
        "use {library}::types;\n\n\
         fn run() -> Result<(), Box<dyn std::error::Error>> {{\n\
         {}    println!(\"{{value:?}}\");\n    Ok(())\n}}",
        indented(&value)
    ))
}

/// Statements with a client from the environment, in a function that can fail.
pub(super) fn with_client(krate: &Crate, statements: &str, last: &str) -> String {
    fenced(&with_client_code(krate, statements, last))
}

/// The code of [`with_client`].
fn with_client_code(krate: &Crate, statements: &str, last: &str) -> String {
    let mut names = vec!["Client"];
    names.extend(["Error", "Server"].iter().filter(|it| contains_path(statements, it)));
    names.extend(["operations", "types"].iter().filter(|it| contains_path(statements, it)));
    let names = match &names[..] {
        [only] => (*only).to_owned(),
        several => format!("{{{}}}", several.join(", ")),
    };
    let library = library(krate);
    let variable = &krate.client.variable;
    let client = format!("let {variable} = Client::from_env()?;");
    let body: Vec<&str> =
        [&client, statements, last].into_iter().filter(|it| !it.is_empty()).collect();
    format!(
        "use {library}::{names};\n\n\
         async fn run() -> Result<(), Box<dyn std::error::Error>> {{\n\
         {}    Ok(())\n}}",
        indented(&body.join("\n"))
    )
}

/// Prints the answer, where there is one.
pub(super) fn print(operation: &Operation) -> String {
    match operation.success {
        Success::One(TypeRef::Unit) => String::new(),
        _ => "println!(\"{answer:?}\");".to_owned(),
    }
}

/// Rust code that is compiled and not run.
pub(super) fn fenced(code: &str) -> String {
    // A literal can hold backticks, but no line begins with them: literals have no line breaks.
    format!("```rust,no_run\n{code}\n```")
}

/// Whether `name::` occurs as a path's first segment.
fn contains_path(statements: &str, name: &str) -> bool {
    let path = format!("{name}::");
    statements.match_indices(&path).any(|(at, _)| {
        let before = statements[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '_' | ':'))
    })
}

fn indented(statements: &str) -> String {
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    statements.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_are_imported() {
        assert!(contains_path("f(types::A::new())", "types"));
        assert!(!contains_path("f(subtypes::A)", "types"));
        assert!(!contains_path("f(std::types::A)", "types"));
    }
}
