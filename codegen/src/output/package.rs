//! The files of every generated crate: `Cargo.toml`, the runtime, which is copied unchanged, and
//! the license files.

mod cargo;
mod license;
mod version;

pub use version::{Age, RuntimeChange};

use crate::output::Output;
use crate::rust::items::Crate;

/// The path and content of each file; listed by `build.rs`.
const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// The attributes for Git: line breaks are kept. GitHub collapses the diffs of generated files,
/// except for the two that reviewers read.
const ATTRIBUTES: &str = "\
* -text linguist-generated
api.txt -linguist-generated
fidelity.txt -linguist-generated
";

/// The path of the crate in the runtime's documentation examples.
const CRATE: &str = "client_runtime::runtime";

/// Returns `Cargo.toml`, the licenses and `src/runtime`.
pub(crate) fn files(krate: &Crate) -> Output {
    let mut files = runtime(&krate.package.library());
    files.insert("Cargo.toml".to_owned(), cargo::manifest(krate));
    files.extend(license::files(&krate.package));
    files.insert(".gitattributes".to_owned(), ATTRIBUTES.to_owned());
    files
}

/// Returns the files of `src/runtime`, with documentation examples that import from `library`.
fn runtime(library: &str) -> Output {
    let file = |(path, text): &(&str, &str)| {
        let text = text.replace("\r\n", "\n").replace(CRATE, library);
        (format!("src/runtime/{path}"), text)
    };
    RUNTIME.iter().map(file).collect()
}
