//! Files that can't be read as text, at every setting that names a file: a pipe without a writer, a
//! folder, an endless device, and a file of 100 MB.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The time limit of a run: nothing has to be read.
const MAX_TIME: Duration = Duration::from_secs(10);

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Files, version: '1'}\npaths: {}\n";

/// A file that isn't readable text.
#[derive(Clone, Copy, Debug)]
enum File {
    Pipe,
    Folder,
    Device,
    Long,
}

/// The setting or reference that names the file.
#[derive(Clone, Copy, Debug)]
enum Named {
    Document,
    Overlay,
    Reference,
    Configuration,
}

/// Creates the file at the path `place`.
fn make(file: File, place: &Path) {
    match file {
        File::Pipe => {
            let made = Command::new("mkfifo").arg(place).status().expect("mkfifo");
            assert!(made.success());
        }
        File::Folder => std::fs::create_dir(place).expect("created"),
        File::Device => std::os::unix::fs::symlink("/dev/zero", place).expect("linked"),
        File::Long => {
            let file = std::fs::File::create(place).expect("created");
            file.set_len(100 << 20).expect("a sparse file");
        }
    }
}

/// Returns the input of the command, with the file in `folder`.
fn input(file: File, named: Named, folder: &Path) -> PathBuf {
    let extension = if matches!(named, Named::Configuration) { "toml" } else { "yaml" };
    let place = folder.join(format!("file.{extension}"));
    make(file, &place);
    let document = folder.join("spec.yaml");
    let reference = "components: {schemas: {A: {$ref: file.yaml}}}\n";
    let rest = if matches!(named, Named::Reference) { reference } else { "" };
    std::fs::write(&document, format!("{HEAD}{rest}")).expect("written");
    match named {
        Named::Document | Named::Configuration => place,
        Named::Reference => document,
        Named::Overlay => {
            let configuration = folder.join("codegen.toml");
            let text = "document = 'spec.yaml'\noverlays = ['file.yaml']\noutput = 'client'\n";
            std::fs::write(&configuration, text).expect("written");
            configuration
        }
    }
}

/// Returns the codes of all errors of a run with `input`.
fn codes(input: &Path) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_generate"))
        .args([input, &input.with_file_name("client")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let start = Instant::now();
    while child.try_wait().expect("a process").is_none() {
        if start.elapsed() > MAX_TIME {
            child.kill().expect("killed");
            child.wait().expect("it ends");
            return format!("no end after {MAX_TIME:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().expect("it has ended");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    text.split_once(';').map_or(complaint, |(codes, _)| codes.to_owned())
}

#[test]
fn values_other_than_strings_are_never_read() {
    let mut faults = Vec::new();
    for file in [File::Pipe, File::Folder, File::Device, File::Long] {
        for named in [Named::Document, Named::Overlay, Named::Reference, Named::Configuration] {
            let folder = tempfile::tempdir().expect("a folder");
            let found = codes(&input(file, named, folder.path()));
            let expected = match (file, named) {
                (File::Long, _) => "too-large",
                (File::Device, Named::Reference) => "outside-folder",
                _ => "unreadable",
            };
            if found != expected {
                faults.push(format!("{file:?} as {named:?}: {found}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
