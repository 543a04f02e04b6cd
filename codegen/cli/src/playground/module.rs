//! The WebAssembly module of the playground: compiled from the sources of this command, or read from a
//! file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use wasmparser::{Parser, Payload};

use super::PlaygroundError;
use crate::sources;

/// The target that the module is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The package of the module, the profile that it is compiled with, and the resulting file.
const PACKAGE: &str = "openapi-playground";
const PROFILE: &str = "playground";
const FILE: &str = "openapi_playground.wasm";

/// Reads a compiled module.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, PlaygroundError> {
    let shown = file.display();
    let module = fs::read(file).map_err(|error| {
        PlaygroundError::error(format!("can't read `{shown}`: {error}"), "correct the path")
    })?;
    let help =
        || format!("use the module of release {}, or remove `--wasm`", openapi_page::VERSION);
    match version(&module) {
        Some(version) if version == openapi_page::VERSION => Ok(module),
        Some(version) => Err(PlaygroundError::error(
            format!("`{shown}` is the module of version {}", version.escape_debug()),
            help(),
        )),
        None => {
            Err(PlaygroundError::error(format!("`{shown}` is not a playground module"), help()))
        }
    }
}

/// Returns the version in the custom section of a module.
fn version(module: &[u8]) -> Option<String> {
    let parts = Parser::new(0).parse_all(module).map_while(Result::ok);
    let mut sections = parts.filter_map(|part| match part {
        Payload::CustomSection(section) if section.name() == openapi_page::SECTION => {
            Some(String::from_utf8_lossy(section.data()).into_owned())
        }
        _ => None,
    });
    sections.next()
}

/// Compiles the module with cargo, which prints its progress to standard error.
pub(super) fn compiled() -> Result<Vec<u8>, PlaygroundError> {
    let Some(sources) = sources::with("codegen/playground") else {
        return Err(PlaygroundError::error(
            "the sources of this command no longer exist, so its module can't be compiled",
            format!(
                "pass the module of release {} with `--wasm`, or install the command from a clone \
                 that you keep",
                openapi_page::VERSION
            ),
        ));
    };
    if !has_target() {
        return Err(PlaygroundError::error(
            format!("the target `{TARGET}` is not installed"),
            format!("run `rustup target add {TARGET}`, or pass a module with `--wasm`"),
        ));
    }
    let target = sources::target(&sources);
    let status = cargo(&sources, &target).status();
    let help = "see the output of cargo above, or pass a module with `--wasm`";
    match status {
        Ok(status) if status.success() => read(&target.join(TARGET).join(PROFILE).join(FILE)),
        Ok(status) => {
            Err(PlaygroundError::error(format!("cargo can't compile the module ({status})"), help))
        }
        Err(error) => Err(PlaygroundError::error(
            format!("can't run `cargo`: {error}"),
            "install Rust, or pass a module with `--wasm`",
        )),
    }
}

fn cargo(sources: &Path, target: &Path) -> Command {
    let mut cargo = sources::cargo();
    cargo.args(["build", "--locked", "--package", PACKAGE, "--profile", PROFILE]);
    cargo.args(["--target", TARGET]).arg("--target-dir").arg(target).current_dir(sources);
    // Without this, locations of panics in dependencies are local paths.
    if let Some(home) = cargo_home().as_deref().and_then(Path::to_str) {
        let flag = format!("--remap-path-prefix={home}=cargo");
        cargo.arg("--config").arg(format!("target.{TARGET}.rustflags = [{flag:?}]"));
    }
    cargo
}

fn cargo_home() -> Option<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

/// Whether the standard library for [`TARGET`] is installed for the toolchain of the sources.
#[must_use]
pub fn has_target() -> bool {
    let mut rustc = sources::rustc();
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = |output: Output| String::from_utf8_lossy(&output.stdout).trim().to_owned();
    rustc.output().is_ok_and(|output| Path::new(&folder(output)).is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SOURCES;

    /// Returns a module that only has a custom section.
    fn module(name: &str, content: &str) -> Vec<u8> {
        let length = |text: &str| u8::try_from(text.len()).expect("a short text");
        let mut section = vec![length(name)];
        section.extend([name, content].concat().as_bytes());
        let mut module = b"\0asm\x01\0\0\0\0".to_vec();
        module.push(u8::try_from(section.len()).expect("a short section"));
        module.extend(section);
        module
    }

    fn rejection(module: &[u8]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("module.wasm");
        fs::write(&file, module).expect("written");
        match read(&file) {
            Ok(_) => panic!("it is read"),
            Err(PlaygroundError(told)) => told,
        }
    }

    #[test]
    fn a_module_has_its_version_with_it() {
        let section = openapi_page::SECTION;
        assert_eq!(version(&module(section, "1.2.3")).as_deref(), Some("1.2.3"));
        let told = rejection(&module(section, "1.2.3"));
        assert!(told.contains("module.wasm` is the module of version 1.2.3\n  = help: "), "{told}");
        for other in [&*module("name", "1.2.3"), b"", b"\0asm", b"<!doctype html>"] {
            let told = rejection(other);
            assert!(told.contains("module.wasm` is not a playground module\n"), "{told}");
        }
    }

    #[test]
    fn the_package_of_the_module_is_where_it_is_compiled() {
        let manifest = Path::new(SOURCES).join("codegen/playground/Cargo.toml");
        let manifest = fs::read_to_string(manifest).expect("a manifest");
        assert!(manifest.contains(&format!("name = \"{PACKAGE}\"\n")));
        let workspace =
            fs::read_to_string(Path::new(SOURCES).join("Cargo.toml")).expect("a manifest");
        assert!(workspace.contains(&format!("[profile.{PROFILE}]\n")));
    }
}
