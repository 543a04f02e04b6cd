//! Complete examples: they compile where they are pasted, and as doctests.

use crate::output::emit;
use crate::output::print;
use crate::rust::items::{Crate, Expression, Operation, OperationModule};

/// A call of the resource's method.
pub(super) fn call(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    fenced(&call_code(krate, module, operation))
}

/// The code of [`call`].
pub(super) fn call_code(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    print::program(&emit::call(krate, module, operation))
}

/// A call of the standalone function.
pub(super) fn function_call(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> String {
    fenced(&print::program(&emit::function_call(krate, module, operation)))
}

/// A call whose failures are distinguished; `None` where the document describes none.
pub(super) fn failure(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Option<String> {
    Some(fenced(&print::program(&emit::failure(krate, module, operation)?)))
}

/// A value of a type.
pub(super) fn value(krate: &Crate, example: &Expression) -> String {
    fenced(&print::program(&emit::value(krate, example)))
}

/// A test of code that calls an operation; `None` if no operation returns a type of the crate.
pub(super) fn mocked(krate: &Crate) -> Option<String> {
    Some(conditional("testing", &print::program(&emit::mocked(krate)?)))
}

/// Rust code that is compiled if a feature is enabled.
pub(super) fn conditional(feature: &str, code: &str) -> String {
    format!("```rust\n# #[cfg(feature = \"{feature}\")] mod example {{\n{code}\n# }}\n```")
}

/// Rust code that is compiled and not run.
pub(super) fn fenced(code: &str) -> String {
    // A literal can hold backticks, but no line begins with them: literals have no line breaks.
    format!("```rust,no_run\n{code}\n```")
}
