//! Takes the crate and gives the files that every generated crate has: `Cargo.toml` and the
//! runtime, which is copied as it stands.

mod cargo;
mod runtime;

pub(crate) use cargo::RUST_VERSION;

use crate::output::Output;
use crate::rust::items::Crate;

/// `Cargo.toml` and `src/runtime`.
pub fn files(krate: &Crate) -> Output {
    let mut files = runtime::files(&krate.package.name);
    files.insert("Cargo.toml".to_owned(), cargo::manifest(krate));
    files.insert(".gitattributes".to_owned(), "* -text linguist-generated\n".to_owned());
    files
}
