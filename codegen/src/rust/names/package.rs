//! The name and the version that the configuration gives the package.

use semver::Version;

use super::is_plain_identifier;
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;

/// Refuses a package name or a version that Cargo would refuse.
pub(super) fn check(config: &Config, diagnostics: &mut Diagnostics) {
    if let Some(name) = &config.package.name
        && !is_package_name(name)
    {
        let message = format!("`{name}` can't be the name of a package");
        let help = "it has to start with a letter, may have up to 64 letters, digits, `-` and `_`, and \
                    must not be a word of Rust's own; for example `museum-client`";
        let at = JsonPointer::root();
        let found = Diagnostic::error(Code::Configuration, &at, message).help(help);
        diagnostics.push(found.span("the name of the package", 0..0));
    }
    if let Some(version) = &config.package.version
        && let Err(error) = Version::parse(version)
    {
        let message = format!("`{version}` is not a version: {error}");
        let at = JsonPointer::root();
        let found = Diagnostic::error(Code::Configuration, &at, message)
            .help("write it as in `1.2.3` (Semantic Versioning 2.0.0)");
        diagnostics.push(found.span("the version of the package", 0..0));
    }
}

/// The most characters of a package's name that registries take.
const LONGEST: usize = 64;

/// Whether a text is a name that Cargo and registries take for a package: letters, digits, `-` and
/// `_`, not too many of them, and no word that the library's name can't be.
fn is_package_name(text: &str) -> bool {
    const TAKEN: [&str; 7] = ["alloc", "core", "crate", "self", "std", "super", "test"];
    let library = text.replace('-', "_").to_ascii_lowercase();
    text.len() <= LONGEST && is_plain_identifier(&library) && !TAKEN.contains(&library.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cargo_takes_is_a_package_name() {
        for name in ["polar-client", "polar_client", "p2", "Tokio"] {
            assert!(is_package_name(name), "{name}");
        }
        let long = "a".repeat(LONGEST + 1);
        for name in [&*long, "", "2foo", "a/b", "foo.bar", "Foo Bar", "crate", "self", "std", "-a"]
        {
            assert!(!is_package_name(name), "{name}");
        }
    }
}
