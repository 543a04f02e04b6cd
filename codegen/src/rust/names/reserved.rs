//! Names that mean something else where a name of the document would stand.
//!
//! What the runtime's sources say is read from them when the generator is built; the lists here have
//! what the generated code itself adds to that.

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

/// Names of Rust that files of `types` and `codec` use.
const RUST_OF_TYPES: [&str; 21] = [
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "Eq",
    "From",
    "FromStr",
    "Hash",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// Names of Rust that files of `operations` use.
const RUST_OF_OPERATIONS: [&str; 8] =
    ["From", "Into", "None", "Option", "Result", "Some", "String", "Vec"];

/// Traits of the runtime that every type has in its documentation.
const TRAITS_OF_TYPES: [&str; 2] = ["Decode", "Encode"];

/// Types and traits of the runtime that a request is made of or goes through.
const PARTS_OF_OPERATIONS: [&str; 4] =
    ["IncomingResponse", "Operation", "RawResponse", "RequestBuilder"];

/// Names that mean something else in the modules of types and codecs.
pub(super) fn of_types() -> Vec<&'static str> {
    // An expansion can't mean what the file does not import: it is the input of another macro.
    let of_rust = JSON_MACROS.iter().copied().filter(|name| !JSON_EXPORTS.contains(name));
    of_rust.chain([JsonImport::NAMES, &TRAITS_OF_TYPES, &RUST_OF_TYPES].concat()).collect()
}

/// Names that mean something else in a module of operations.
pub(super) fn of_operations() -> Vec<&'static str> {
    let in_tables = OPERATION_MACRO.iter().copied().filter(|name| EXPORTS.contains(name));
    let others = [OperationImport::NAMES, &PARTS_OF_OPERATIONS, &RUST_OF_OPERATIONS].concat();
    in_tables.chain(others).collect()
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

fn with(name: &str, own: &[&'static str]) -> Vec<&'static str> {
    let methods = METHODS.iter().filter(|(known, _)| *known == name);
    methods.flat_map(|(_, methods)| *methods).chain(own).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_generated_files_import_is_exported_by_the_runtime() {
        for (imported, exports) in [
            (JsonImport::NAMES, JSON_EXPORTS),
            (OperationImport::NAMES, EXPORTS),
            (&PARTS_OF_OPERATIONS, EXPORTS),
        ] {
            for name in imported {
                assert!(exports.contains(name), "the runtime does not export `{name}`");
            }
        }
    }

    #[test]
    fn the_names_in_the_macros_of_the_runtime_are_known() {
        // `object!` writes a trait object of functions.
        assert!(of_types().contains(&"FnMut"), "{:?}", of_types());
        // `union!` hands it on to another macro.
        assert!(!of_types().contains(&"Kind"), "{:?}", of_types());
        for name in ["Call", "Client", "Error"] {
            assert!(of_operations().contains(&name), "{:?} has no `{name}`", of_operations());
        }
    }

    #[test]
    fn the_methods_of_the_runtime_are_known() {
        for (methods, known) in
            [(of_client(), "timer"), (of_builder(), "response_limit"), (of_call(), "with_response")]
        {
            assert!(methods.contains(&known), "{methods:?} has no `{known}`");
        }
    }
}
