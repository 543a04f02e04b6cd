//! Complete examples, which can be pasted into a program and are compiled as doctests.

use crate::output::emit;
use crate::output::print;
use crate::rust::items::{Crate, Expression, Operation, OperationModule, Representation};

/// Returns a call of the resource's method.
pub(super) fn call(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    fenced(&call_code(krate, module, operation))
}

/// Returns the code of [`call`].
pub(super) fn call_code(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    print::program(&emit::call(krate, module, operation))
}

/// Returns a call of the standalone function.
pub(super) fn function_call(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> String {
    fenced(&print::program(&emit::function_call(krate, module, operation)))
}

/// Returns a call that requests another media type.
pub(super) fn represented(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
    representation: &Representation,
) -> String {
    fenced(&print::program(&emit::represented(krate, module, operation, representation)))
}

/// Returns a call that distinguishes its errors; `None` if the document describes none.
pub(super) fn failure(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Option<String> {
    Some(fenced(&print::program(&emit::failure(krate, module, operation)?)))
}

/// Returns a value of a type.
pub(super) fn value(krate: &Crate, example: &Expression) -> String {
    fenced(&print::program(&emit::value(krate, example)))
}

/// Returns a client with all its parameters; `None` if there are none.
pub(super) fn client_parameters(krate: &Crate) -> Option<String> {
    Some(fenced(&print::program(&emit::client_parameters(krate)?)))
}

/// Returns a call without async; `None` if the API has no operation.
pub(super) fn blocking(krate: &Crate) -> Option<String> {
    Some(fenced(&print::program(&emit::blocking(krate)?)))
}

/// Returns a test of code that calls an operation; `None` if no operation returns a type of the
/// crate.
pub(super) fn mocked(krate: &Crate) -> Option<String> {
    Some(fenced(&print::program(&emit::mocked(krate)?)))
}

/// Returns a block of Rust code that is compiled but not run.
pub(super) fn fenced(code: &str) -> String {
    // A literal may contain backticks, but no line begins with them: literals have no line breaks.
    format!("```rust,no_run\n{code}\n```")
}
