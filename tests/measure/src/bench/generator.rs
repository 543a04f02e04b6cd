//! The generators to compare: how each is installed and run, and how its output is completed to a
//! crate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use crate::compile;
use crate::workspace::print_progress;

/// A generator of Rust clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Generator {
    /// The generator of this workspace.
    Ours,
    /// <https://crates.io/crates/ploidy>
    Ploidy,
    /// <https://crates.io/crates/openapi-to-rust>
    OpenapiToRust,
    /// <https://crates.io/crates/oas3-gen>
    Oas3Gen,
}

/// All generators, ours first.
pub(super) const ALL: &[Generator] =
    &[Generator::Ours, Generator::Ploidy, Generator::OpenapiToRust, Generator::Oas3Gen];

impl Generator {
    /// Returns the package to install, with its version; `None` for ours.
    fn package(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Ours => None,
            Self::Ploidy => Some(("ploidy", "0.15.0")),
            Self::OpenapiToRust => Some(("openapi-to-rust", "0.23.0")),
            Self::Oas3Gen => Some(("oas3-gen", "0.29.0")),
        }
    }

    /// Returns the name and version.
    pub(super) fn label(self) -> String {
        match self.package() {
            None => "ours".to_owned(),
            Some((name, version)) => format!("{name} {version}"),
        }
    }

    /// Returns the name of the package that is generated for `document`.
    pub(super) fn client(self, document: &str) -> String {
        let generator = self.package().map_or("ours", |(name, _)| name);
        format!("{document}-{generator}")
    }

    /// Installs the generator below `work`, unless it is installed already.
    pub(super) fn install(self, work: &Path) -> io::Result<()> {
        let Some((name, version)) = self.package() else { return Ok(()) };
        let root = work.join("tools");
        let build = work.join("tools/build");
        let mut list = compile::cargo(work.parent().unwrap_or(work), &build);
        list.args(["install", "--list", "--root"]).arg(&root);
        let installed = String::from_utf8_lossy(&list.output()?.stdout).into_owned();
        if installed.contains(&format!("{name} v{version}:")) {
            return Ok(());
        }
        print_progress(&format!("installing {name} {version} ..."));
        let mut cargo = compile::cargo(work.parent().unwrap_or(work), &build);
        cargo.args(["install", "--quiet", "--locked", "--root"]).arg(&root);
        if cargo.arg(format!("{name}@{version}")).status()?.success() {
            Ok(())
        } else {
            Err(io::Error::other(format!("{name} {version} can't be installed")))
        }
    }

    /// Returns the path of the program; `ours` for our generator.
    fn program(self, work: &Path, ours: &Path) -> PathBuf {
        match self.package() {
            None => ours.to_owned(),
            Some((name, _)) => {
                work.join("tools/bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
            }
        }
    }

    /// Returns the command that generates a client for `document` into `folder`, whose name is the
    /// name of the package.
    pub(super) fn command(self, work: &Path, ours: &Path, file: &Path, folder: &Path) -> Command {
        let package = folder.file_name().unwrap_or_default();
        let mut command = Command::new(self.program(work, ours));
        match self {
            Self::Ours => command
                // The other generators don't report these errors at all.
                .args(["codegen", "--quiet", "--accept", "name-clash", "--accept", "dangling-ref"])
                .arg("--spec")
                .arg(file)
                .arg("--out")
                .arg(folder)
                .arg("--package")
                .arg(package),
            Self::Ploidy => command
                .args(["generate", "rust"])
                .arg(file)
                .arg("--output")
                .arg(folder)
                .arg("--name")
                .arg(package),
            Self::OpenapiToRust => command
                .arg("generate")
                .arg(file)
                .arg("--output-dir")
                .arg(folder.join("src/generated")),
            Self::Oas3Gen => command
                .args(["generate", "client-mod", "--workspace", "--quiet", "-i"])
                .arg(file)
                .arg("-o")
                .arg(folder),
        };
        command
    }

    /// Completes the output in `folder` to a standalone crate.
    pub(super) fn complete(self, folder: &Path) -> io::Result<()> {
        let manifest = folder.join("Cargo.toml");
        let mut text = match self {
            Self::OpenapiToRust => {
                fs::write(folder.join("src/lib.rs"), "pub mod generated;\n")?;
                let dependencies = folder.join("src/generated/REQUIRED_DEPS.toml");
                let package = folder.file_name().unwrap_or_default().to_string_lossy();
                format!(
                    "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{}",
                    fs::read_to_string(dependencies)?
                )
            }
            _ => fs::read_to_string(&manifest)?,
        };
        if !text.lines().any(|line| line.trim() == "[workspace]") {
            text.push_str("\n[workspace]\n");
        }
        fs::write(manifest, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_crate() {
        let folder = tempfile::tempdir().expect("a folder");
        let crate_folder = folder.path().join("a-openapi-to-rust");
        fs::create_dir_all(crate_folder.join("src/generated")).expect("created");
        let dependencies = crate_folder.join("src/generated/REQUIRED_DEPS.toml");
        fs::write(dependencies, "[dependencies]\nserde = \"1\"\n").expect("written");
        Generator::OpenapiToRust.complete(&crate_folder).expect("completed");
        let manifest = fs::read_to_string(crate_folder.join("Cargo.toml")).expect("a manifest");
        assert!(manifest.starts_with("[package]\nname = \"a-openapi-to-rust\"\n"), "{manifest}");
        assert!(manifest.ends_with("serde = \"1\"\n\n[workspace]\n"), "{manifest}");
        // Our crate has the table already.
        Generator::Ours.complete(&crate_folder).expect("completed");
        assert_eq!(fs::read_to_string(crate_folder.join("Cargo.toml")).expect("it"), manifest);
    }

    #[test]
    fn labels_have_the_version() {
        let labels: Vec<String> = ALL.iter().map(|it| it.label()).collect();
        assert_eq!(labels[..2], ["ours", "ploidy 0.15.0"]);
        assert_eq!(Generator::Oas3Gen.client("polar"), "polar-oas3-gen");
    }
}
