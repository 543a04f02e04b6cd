//! The version of the runtime: takes two `Cargo.toml`s of a client, that in its folder and the
//! generated one, and returns how the copies of the runtime beside them differ in age. The version is
//! that of the runtime's own manifest, and each client records the one that it was generated with.

use std::fmt::Write as _;

use semver::Version;
use toml::Table;

/// A copy of the runtime whose version is not the generator's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeChange {
    /// The version in the client's folder, or `None` where its `Cargo.toml` records none.
    pub client: Option<Version>,
    /// The version that the generator writes.
    pub generator: Version,
    /// Which of the two is older.
    pub age: Age,
}

/// The age of a client's copy of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// It is older than the generator's; so is a copy that records no version.
    Older,
    /// It is newer: a newer generator wrote it.
    Newer,
}

impl RuntimeChange {
    /// Compares the `Cargo.toml` in a client's folder with the generated one. Returns `None` where
    /// both record the same version, and where the folder has no `Cargo.toml` yet.
    #[must_use]
    pub fn between(folder: &str, generated: &str) -> Option<Self> {
        let generator = recorded(generated)?;
        let client = recorded(folder);
        if folder.is_empty() || client.as_ref() == Some(&generator) {
            return None;
        }
        let is_newer = client.as_ref().is_some_and(|client| *client > generator);
        let age = if is_newer { Age::Newer } else { Age::Older };
        Some(Self { client, generator, age })
    }
}

/// The section of a client's `Cargo.toml` that records the version.
pub(super) fn section(runtime: &str) -> String {
    let mut text = String::new();
    let version =
        runtime.parse::<Table>().ok().and_then(|it| version(&it, &["package", "version"]));
    if let Some(version) = version {
        text.push_str("# The version of `src/runtime`, which all generated clients share.\n");
        let _ = writeln!(text, "[package.metadata.codegen]\nruntime = \"{version}\"");
    }
    text
}

/// The version that a client's `Cargo.toml` records.
fn recorded(manifest: &str) -> Option<Version> {
    version(&manifest.parse().ok()?, &["package", "metadata", "codegen", "runtime"])
}

fn version(manifest: &Table, path: &[&str]) -> Option<Version> {
    let (key, tables) = path.split_last()?;
    let table = tables.iter().try_fold(manifest, |table, key| table.get(*key)?.as_table())?;
    Version::parse(table.get(*key)?.as_str()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A client's `Cargo.toml` that was generated with this version of the runtime.
    fn client(version: &str) -> String {
        section(&format!("[package]\nversion = \"{version}\"\n"))
    }

    #[test]
    fn a_copy_is_older_newer_or_the_same() {
        let age = |folder: &str| {
            RuntimeChange::between(folder, &client("0.10.0")).map(|change| change.age)
        };
        assert_eq!(age(&client("0.9.1")), Some(Age::Older));
        assert_eq!(age(&client("0.10.1")), Some(Age::Newer));
        assert_eq!(age(&client("0.10.0")), None);
        assert_eq!(age(""), None, "the client is new");
    }

    #[test]
    fn a_copy_without_a_version_is_older() {
        for folder in ["[package]\nname = \"zoo\"\n", "not TOML: ["] {
            let change = RuntimeChange::between(folder, &client("0.1.0")).expect("a change");
            assert_eq!((change.client, change.age), (None, Age::Older));
        }
    }
}
