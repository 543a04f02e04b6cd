//! Names that mean something else where a name of the document would stand.
//!
//! What the runtime's sources say is read from them when the generator is built. The lists here have
//! Rust's own names, which generated files write, and a test compares them with what those have.

use super::imports::{JsonImport, OperationImport};

/// The methods of the runtime's types, by the type.
const METHODS: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/runtime_methods.rs"));

/// The types that the runtime exports.
const EXPORTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/runtime_exports.rs"));

/// The types that its module `json` exports.
const JSON_EXPORTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/json_exports.rs"));

/// The types that the expansions of the macros of codecs name.
const JSON_MACROS: &[&str] = include!(concat!(env!("OUT_DIR"), "/json_macros.rs"));

/// The types that the input of the macro `operation!` names.
const OPERATION_MACRO: &[&str] = include!(concat!(env!("OUT_DIR"), "/operation_macro.rs"));

/// The traits that its module `json` declares: every type has them in its documentation.
const JSON_TRAITS: &[&str] = include!(concat!(env!("OUT_DIR"), "/json_traits.rs"));

/// The trait that a request implements, and what the signatures of its methods name.
const OPERATION_TRAIT: &[&str] = include!(concat!(env!("OUT_DIR"), "/operation_trait.rs"));

/// Names of Rust that files of `types` and `codec` write without a path: exactly those, as a test
/// holds.
const RUST_IN_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Into",
    "None",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "String",
    "Vec",
];

/// Types and traits of Rust that files of `operations` write without a path, as a test holds.
const RUST_IN_OPERATIONS: &[&str] = &["BTreeMap", "Box", "From", "Into", "Option", "String", "Vec"];

/// Names of Rust that no file of types needs, and that programs write next to `use types::*`: a type
/// of that name would hide what Rust's prelude has, or a trait that types implement. They are a list,
/// since Rust's names do not change.
const RUST_NEXT_TO_TYPES: &[&str] =
    &["AsRef", "Display", "From", "FromStr", "Ok", "Result", "Some"];

/// The same, next to an import of what an operation needs.
const RUST_NEXT_TO_OPERATIONS: &[&str] = &["None", "Result", "Some"];

/// Names that mean something else in the modules of types and codecs.
pub(super) fn of_types() -> Vec<&'static str> {
    // An expansion can't mean what the file does not import: it is the input of another macro.
    let of_rust = JSON_MACROS.iter().copied().filter(|name| !JSON_EXPORTS.contains(name));
    of_rust
        .chain([JsonImport::NAMES, JSON_TRAITS, RUST_IN_TYPES, RUST_NEXT_TO_TYPES].concat())
        .collect()
}

/// Names that mean something else in a module of operations.
pub(super) fn of_operations() -> Vec<&'static str> {
    let of_runtime = [OPERATION_MACRO, OPERATION_TRAIT].concat();
    let of_runtime = of_runtime.into_iter().filter(|name| EXPORTS.contains(name));
    let others = [OperationImport::NAMES, RUST_IN_OPERATIONS, RUST_NEXT_TO_OPERATIONS];
    of_runtime.chain(others.concat()).collect()
}

/// Methods that a resource can't be named after.
pub(super) fn of_client() -> Vec<&'static str> {
    // Made by `emit/client.rs`, and derived.
    with("Client", &["builder", "clone", "from_env"])
}

/// Methods of the builder that a security scheme can't be named after.
pub(super) fn of_builder() -> Vec<&'static str> {
    // Made by `emit/client.rs`.
    with("ClientBuilder", &["server"])
}

/// Methods of a call and fields of its request that a parameter can't be named after.
pub(super) fn of_call() -> Vec<&'static str> {
    // Made by `emit/client.rs`, by the macro `operation!` and by `emit/representations.rs`.
    with("Call", &["body", "client", "clone", "server", "stream"])
}

/// Methods of calls by routes that the document lacks, which accept every security scheme.
pub(super) fn of_undocumented_call() -> Vec<&'static str> {
    with("Call<..>", &[])
}

fn with(name: &str, own: &[&'static str]) -> Vec<&'static str> {
    let methods = METHODS.iter().filter(|(known, _)| *known == name);
    methods.flat_map(|(_, methods)| *methods).chain(own).copied().collect()
}

#[cfg(test)]
mod tests;
