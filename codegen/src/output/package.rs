//! Takes the crate and gives the files that every generated crate has: `Cargo.toml` and the
//! runtime, which is copied as it stands, and the texts of its licences.

mod cargo;
mod license;
mod version;

pub use version::{Age, RuntimeChange};

use crate::output::Output;
use crate::rust::items::Crate;

/// Path and content of each file; `build.rs` lists them.
const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// What the runtime's documentation examples call the crate that they stand in.
const CRATE: &str = "client_runtime::runtime";

/// `Cargo.toml`, the licences and `src/runtime`.
pub(crate) fn files(krate: &Crate) -> Output {
    let mut files = runtime(&krate.package.library());
    files.insert("Cargo.toml".to_owned(), cargo::manifest(krate));
    files.extend(license::files(&krate.package));
    files.insert(".gitattributes".to_owned(), "* -text linguist-generated\n".to_owned());
    files
}

/// The files of `src/runtime`, with documentation examples that import from `library`.
fn runtime(library: &str) -> Output {
    let file = |(path, text): &(&str, &str)| {
        let text = text.replace("\r\n", "\n").replace(CRATE, library);
        (format!("src/runtime/{path}"), text)
    };
    RUNTIME.iter().map(file).collect()
}
