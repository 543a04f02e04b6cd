//! The program that decodes and encodes values: the generated crate, and a table of its types by
//! name.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use codegen::internals::output::Output;
use codegen::internals::rust::members::UnionType;
use codegen::internals::{ComponentType, Generation};

use crate::Error;

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
client = { path = "client", CLIENT }

[profile.dev]
debug = false
incremental = false
"#;

const MAIN: &str = include_str!("program/main.rs.txt");

/// The location where a program is written and compiled.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of the sources.
    pub folder: PathBuf,
    /// The target folder that all programs share, so that dependencies are compiled once.
    pub target: PathBuf,
    /// The name of the package.
    pub name: String,
    /// The lock file to use, if any.
    pub lock: Option<PathBuf>,
}

/// The sources of a program.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The files of the generated crate, whose name in the program is `client`.
    pub client: &'a Output,
    /// The additional settings of the client's dependency in the manifest, such as features.
    pub features: &'a str,
    /// The source of `main.rs`.
    pub main: &'a str,
}

/// Writes and compiles the conformance program; returns the path of its binary.
///
/// # Errors
/// A file can't be written, or the generated crate does not compile.
pub(crate) fn build(place: &Place, generation: &Generation) -> Result<PathBuf, Error> {
    let main = source(&generation.components, &generation.unions);
    let features = "default-features = false";
    compile(place, Sources { client: &generation.output, features, main: &main })
}

/// Writes and compiles a program that uses a generated crate; returns the path of its binary.
///
/// # Errors
/// A file can't be written, or the program does not compile.
pub fn compile(place: &Place, sources: Sources<'_>) -> Result<PathBuf, Error> {
    codegen::internals::output::write::plan(sources.client, &place.folder.join("client"))
        .and_then(|plan| codegen::internals::output::write::write(&plan))
        .map_err(|diagnostic| Error::Write(diagnostic.message))?;
    let manifest = MANIFEST.replace("NAME", &place.name).replace("CLIENT", sources.features);
    write(&place.folder.join("Cargo.toml"), &manifest)?;
    write(&place.folder.join("src/main.rs"), sources.main)?;
    if let Some(lock) = &place.lock {
        let text = fs::read_to_string(lock).unwrap_or_default();
        write(&place.folder.join("Cargo.lock"), &text)?;
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let compiled = Command::new(cargo)
        .args(["build", "--quiet", "--manifest-path"])
        .arg(place.folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&place.target)
        .output()
        .map_err(|error| Error::Compile(error.to_string()))?;
    if !compiled.status.success() {
        return Err(Error::Compile(String::from_utf8_lossy(&compiled.stderr).into_owned()));
    }
    Ok(place.target.join("debug").join(format!("{}{}", place.name, std::env::consts::EXE_SUFFIX)))
}

/// Writes a file unless it is unchanged, so that it is not compiled again.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|own| own == text) {
        return Ok(());
    }
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|error| Error::Write(format!("{}: {error}", path.display())))
}

/// Returns the source of the program: a row for each component, followed by one for each union.
fn source(components: &[ComponentType], unions: &[UnionType]) -> String {
    let mut rows = String::new();
    for component in components {
        let _ = writeln!(rows, "    |text| there_and_back::<{}>(text, |_| \"\"),", component.path);
    }
    for union in unions {
        let UnionType { path, variants, .. } = union;
        let _ = writeln!(rows, "    |text| there_and_back::<{path}>(text, |value| match value {{");
        for variant in variants {
            let name = &variant.name;
            let _ = writeln!(rows, "        {path}::{name}(_) => {name:?},");
        }
        rows.push_str("        _ => \"Unknown\",\n    }),\n");
    }
    MAIN.replace("// ROWS\n", &rows)
}

/// The result of the program for one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The value was decoded, as this variant for a union, and encoded.
    Encoded {
        /// The variant; empty if the type is not a union.
        variant: String,
        /// The encoded value.
        json: String,
    },
    /// The value was rejected at this JSON Pointer, for this reason.
    Refused(String, String),
    /// Decoding or encoding panicked.
    Panicked,
}

/// A running program.
pub(crate) struct Running {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Running {
    /// Starts the program.
    ///
    /// # Errors
    /// It can't be started.
    pub(crate) fn start(binary: &Path) -> Result<Self, Error> {
        let mut child = Command::new(binary)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Error::Run(error.to_string()))?;
        let answers = child.stdout.take().ok_or_else(|| Error::Run("no output".to_owned()))?;
        Ok(Self { child, answers: BufReader::new(answers) })
    }

    /// Sends values of the component at `index`, one per line, and returns the results.
    ///
    /// # Errors
    /// The program exited, for example because of a stack overflow.
    pub(crate) fn ask(&mut self, index: usize, values: &[String]) -> Result<Vec<Answer>, Error> {
        let Self { child, answers } = self;
        let input = child.stdin.as_mut().ok_or_else(|| Error::Run("no input".to_owned()))?;
        std::thread::scope(|scope| {
            let writer = scope.spawn(move || {
                values.iter().try_for_each(|value| writeln!(input, "{index} {value}"))?;
                input.flush()
            });
            let read = values.iter().map(|value| {
                let mut line = String::new();
                match answers.read_line(&mut line) {
                    Ok(length) if length > 0 => Ok(answer(line.trim_end_matches('\n'))),
                    _ => Err(Error::Run(format!("it exited while decoding {index} {value}"))),
                }
            });
            let read: Result<Vec<Answer>, Error> = read.collect();
            match writer.join() {
                Ok(Ok(())) => read,
                _ => read.and(Err(Error::Run("it reads no more".to_owned()))),
            }
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn answer(line: &str) -> Answer {
    match line.split_at_checked(1) {
        Some(("+", text)) => {
            let (variant, json) = text.split_once('\t').unwrap_or(("", text));
            Answer::Encoded { variant: variant.to_owned(), json: json.to_owned() }
        }
        Some(("-", text)) => {
            let (pointer, reason) = text.split_once('\t').unwrap_or(("\"\"", text));
            let pointer = serde_json::from_str(pointer).unwrap_or_default();
            Answer::Refused(pointer, reason.to_owned())
        }
        _ => Answer::Panicked,
    }
}
