//! Failures in the output folder: two generators at the same time, and a full disk.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use codegen::internals::config::Config;
use codegen::internals::output::write::{self, StaleFile};

/// Writes a document whose types are named `{prefix}0`, `Shared0`, and so on, and have a property
/// `{prefix}` with a description.
fn document(folder: &Path, prefix: &str, types: usize, description: &str) -> PathBuf {
    let mut text = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\n".to_owned();
    text.push_str("components:\n  schemas:\n");
    for number in 0..types {
        let shape = format!("{{type: object, properties: {{{prefix}: {{type: string}}}}}}");
        let _ = writeln!(text, "    {prefix}{number}: {shape}\n    Shared{number}: {shape}");
    }
    let _ = writeln!(text, "    Last: {{type: object, description: '{description}'}}");
    let place = folder.join(format!("{prefix}.yaml"));
    std::fs::write(&place, text).expect("written");
    place
}

fn start(document: &Path, folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generate"));
    command.args([document, folder]).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("a process")
}

/// Returns the files in `folder` that differ from the crate of `document`.
fn stale(document: &Path, folder: &Path) -> Vec<StaleFile> {
    let config = Config::for_document(document.to_owned(), Vec::new(), folder.to_owned(), None);
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
    write::check(&write::plan(&generation.output, folder).expect("a generated folder"))
}

/// Returns the hidden files directly in `folder`.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut hidden: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
    hidden.sort();
    hidden
}

#[test]
fn two_generators_at_once_never_leave_a_mix() {
    let root = tempfile::tempdir().expect("a folder");
    // Enough types to make writing slow.
    let documents = ["lion", "bear"].map(|prefix| document(root.path(), prefix, 150, ""));
    let folder = root.path().join("client");
    let mut expected: Option<Vec<String>> = None;
    for round in 0..5 {
        let children = documents.each_ref().map(|document| start(document, &folder));
        let ended: Vec<Output> =
            children.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect();
        assert!(ended.iter().any(|it| it.status.success()), "round {round}: {ended:?}");
        for refused in ended.iter().filter(|it| !it.status.success()) {
            let message = String::from_utf8_lossy(&refused.stderr);
            assert!(message.contains("another generator is writing to"), "{message}");
        }
        let faults = documents.each_ref().map(|document| stale(document, &folder));
        assert!(
            faults.iter().any(Vec::is_empty),
            "round {round}: the folder matches neither document: {:?}",
            faults.map(|files| files.into_iter().map(|file| file.path).take(3).collect::<Vec<_>>())
        );
        let hidden = hidden(&folder);
        assert_eq!(
            expected.get_or_insert(hidden.clone()),
            &hidden,
            "temporary files were not removed"
        );
        assert!(!hidden.iter().any(|name| name.ends_with(".tmp")), "{hidden:?}");
    }
}

/// Uses a shell that limits the size of written files to a number of blocks of 512 or 1,024 bytes,
/// which simulates a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let old = document(root.path(), "lion", 10, "");
    let new = document(root.path(), "bear", 10, &"word ".repeat(20_000));
    let folder = root.path().join("client");
    assert!(start(&old, &folder).wait().expect("it ends").success());
    assert_eq!(stale(&old, &folder), []);
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 50; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_generate"))
        .args([&new, &folder])
        .output()
        .expect("a shell");
    assert!(!full.status.success(), "the limit is too high for the test: {full:?}");
    let message = String::from_utf8_lossy(&full.stderr);
    assert!(message.contains("can't write"), "{message}");
    assert_eq!(stale(&old, &folder), [], "the old client was modified");
    assert!(!hidden(&folder).iter().any(|name| name.ends_with(".tmp")));
}
