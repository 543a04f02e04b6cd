//! The runtime's files, as they stand in `codegen/runtime/src/runtime`.

use crate::output::Output;

/// Path and content of each file; `build.rs` lists them.
const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// What the runtime's documentation examples call the crate that they stand in.
const CRATE: &str = "client_runtime::runtime";

/// The files of `src/runtime`, with documentation examples that import from `package`.
pub(super) fn files(package: &str) -> Output {
    let library = package.replace('-', "_");
    let file = |(path, text): &(&str, &str)| {
        let text = text.replace("\r\n", "\n").replace(CRATE, &library);
        (format!("src/runtime/{path}"), text)
    };
    RUNTIME.iter().map(file).collect()
}
