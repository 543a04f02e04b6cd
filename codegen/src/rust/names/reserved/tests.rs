//! Compares the reserved names with the runtime's sources, and with the files generated from the
//! documents of `tests/documents`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use super::*;
use crate::config::{self, Config};
use crate::document::diagnostic::Diagnostics;

#[test]
fn imports_of_generated_files_are_exported_by_the_runtime() {
    for (imported, exports) in
        [(JsonImport::NAMES, JSON_EXPORTS), (OperationImport::NAMES, EXPORTS)]
    {
        for name in imported {
            assert!(exports.contains(name), "the runtime does not export `{name}`");
        }
    }
}

#[test]
fn the_names_in_the_macros_of_the_runtime_are_known() {
    // `object!` expands to a trait object of functions.
    assert!(of_types().contains(&"FnMut"), "{:?}", of_types());
    // `union!` passes it to another macro.
    assert!(!of_types().contains(&"Kind"), "{:?}", of_types());
    for name in ["Call", "Client", "Error"] {
        assert!(of_operations().contains(&name), "{:?} has no `{name}`", of_operations());
    }
}

#[test]
fn the_traits_of_the_runtime_and_what_they_name_are_known() {
    assert_eq!(JSON_TRAITS, ["Decode", "Encode"]);
    for name in ["IncomingResponse", "Operation", "RawResponse", "RequestBuilder"] {
        assert!(of_operations().contains(&name), "{:?} has no `{name}`", of_operations());
    }
    // A type of Rust, which is in a signature of the trait.
    assert!(OPERATION_TRAIT.contains(&"Result"), "{OPERATION_TRAIT:?}");
}

#[test]
fn the_methods_of_the_runtime_are_known() {
    for (methods, known) in
        [(of_client(), "timer"), (of_builder(), "response_limit"), (of_call(), "with_response")]
    {
        assert!(methods.contains(&known), "{methods:?} has no `{known}`");
    }
    // Parameters may have this name, but security schemes may not.
    assert!(!of_call().contains(&"query") && of_undocumented_call().contains(&"query"));
}

/// The types, traits and variants of Rust's prelude (`std::prelude::rust_2024`).
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The names of Rust that generated files use without a path: from its prelude, and imported.
#[derive(Default)]
struct Written {
    /// In `types` and `codec`.
    types: BTreeSet<String>,
    /// In `operations`.
    operations: BTreeSet<String>,
}

fn written() -> Written {
    let mut written = Written::default();
    for config in configurations() {
        let output = crate::pipeline::generate(&config, &mut |_| ()).expect("a client").output;
        for (path, text) in &output {
            let tokens = || text.parse().expect("Rust");
            let mut names = BTreeSet::new();
            if path.starts_with("src/types/") || path.starts_with("src/codec/") {
                gather(tokens(), Derives::Counted, &mut names);
                written.types.extend(names);
            } else if path.starts_with("src/operations/") {
                gather(tokens(), Derives::Skipped, &mut names);
                written.operations.extend(names);
            }
        }
    }
    written
}

fn configurations() -> Vec<Config> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/documents");
    let entries = std::fs::read_dir(folder).expect("the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "toml"));
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a UTF-8 file");
        let name = file.to_str().expect("UTF-8");
        config::read(name, &text, &mut Diagnostics::default()).expect("a configuration").0
    };
    files.map(read).collect()
}

/// Whether names in `#[derive(..)]` are included.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Derives {
    /// Included: a derived trait could be confused with a type named `Clone`.
    Counted,
    /// Left out: requests derive nothing else, and macros have a separate namespace.
    Skipped,
}

/// Adds the names of Rust that refer to types or traits; values, as in `Some(1)`, are in another
/// namespace.
fn gather(tokens: TokenStream, derives: Derives, names: &mut BTreeSet<String>) {
    let mut before = [String::new(), String::new()];
    let mut in_std = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_in_path = before == [":", ":"];
        match &token {
            TokenTree::Group(group) if before[1] != "derive" || derives == Derives::Counted => {
                gather(group.stream(), derives, names);
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                in_std = (name == "std" && before[1] == "use") || (in_std && is_in_path);
                let next = tokens.peek().map(ToString::to_string).unwrap_or_default();
                let is_imported = in_std && next == ";";
                let is_of_prelude = !is_in_path && PRELUDE.contains(&name.as_str());
                if is_imported || (is_of_prelude && !next.starts_with('(')) {
                    names.insert(name);
                }
            }
            _ => {}
        }
        let [_, last] = before;
        before = match token {
            TokenTree::Group(_) => Default::default(),
            token => [last, token.to_string()],
        };
    }
}

#[test]
fn exactly_the_rust_names_in_generated_files_are_reserved() {
    let Written { types, operations } = written();
    let expected = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(types, expected(RUST_IN_TYPES));
    assert_eq!(operations, expected(RUST_IN_OPERATIONS));
}
