//! Validation of the package name in the configuration.

use super::is_plain_identifier;
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::document::pointer::JsonPointer;
use crate::rust::file_names::is_device;

/// Reports a package name that Cargo or the registry would reject.
pub(super) fn check(config: &Config, diagnostics: &mut Diagnostics) {
    if let Some(name) = &config.package.name
        && !is_package_name(name)
    {
        let message = format!("`{name}` can't be the name of a package");
        let help = "it has to start with a letter, may have up to 64 letters, digits, `-` and `_`, and \
                    must not be a keyword of Rust or a name that the registry reserves; for example \
                    `museum-client`";
        let found = Diagnostic::error(Code::Configuration, &JsonPointer::root(), message);
        diagnostics.push(match config.package.name_at.clone() {
            Some(Span { file, bytes }) => found.help(help).span(file, bytes),
            None => {
                let help = format!("set another name with `--package`: {help}");
                found.help(help).span("the name of the package", 0..0)
            }
        });
    }
}

/// The maximum length of a package name in registries, in characters.
const MAX_LEN: usize = 64;

/// The names that the registry reserves, besides the device names of Windows.
const RESERVED: [&str; 38] = [
    "alloc",
    "arena",
    "ast",
    "builtins",
    "collections",
    "compiler_builtins",
    "compiler_rt",
    "compiletest",
    "core",
    "coretest",
    "debug",
    "driver",
    "flate",
    "fmt_macros",
    "grammar",
    "graphviz",
    "macro",
    "macros",
    "proc_macro",
    "rbml",
    "rust_installer",
    "rustbook",
    "rustc",
    "rustc_back",
    "rustc_borrowck",
    "rustc_driver",
    "rustc_llvm",
    "rustc_resolve",
    "rustc_trans",
    "rustc_typeck",
    "rustdoc",
    "rustllvm",
    "rustuv",
    "serialize",
    "std",
    "syntax",
    "test",
    "unicode",
];

/// Whether Cargo and the registry accept a string as a package name: letters, digits, `-` and `_`,
/// not too long, and not a keyword or reserved name.
fn is_package_name(text: &str) -> bool {
    // The registry compares names in this form, which is also the name of the library crate.
    let library = text.replace('-', "_").to_ascii_lowercase();
    let is_taken = RESERVED.contains(&&*library) || is_device(&library);
    text.len() <= MAX_LEN && is_plain_identifier(&library) && !is_taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_those_accepted_by_cargo() {
        for name in ["polar-client", "polar_client", "p2", "Tokio"] {
            assert!(is_package_name(name), "{name}");
        }
        let long = "a".repeat(MAX_LEN + 1);
        for name in [
            &*long,
            "",
            "2foo",
            "a/b",
            "foo.bar",
            "Foo Bar",
            "crate",
            "self",
            "std",
            "-a",
            "proc-macro",
            "Rust-Installer",
            "nul",
            "com1",
        ] {
            assert!(!is_package_name(name), "{name}");
        }
    }
}
