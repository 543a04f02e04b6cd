//! The output folder from the user's perspective: second runs, stale and foreign files, links,
//! interruptions.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::path::MANIFEST;
use super::*;
use crate::output::Output;

fn output(files: &[(&str, &str)]) -> Output {
    files.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned())).collect()
}

fn crate_files() -> Output {
    output(&[("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! One.\n"), ("src/a/b.rs", "\n")])
}

fn generate(files: &Output, folder: &Path) -> Summary {
    let plan = plan(files, folder).expect("a folder of ours");
    write(&plan).expect("a writable folder")
}

fn refusal(files: &Output, folder: &Path) -> String {
    let diagnostic = plan(files, folder).expect_err("a refusal");
    assert_eq!(diagnostic.code, Code::Output);
    assert!(diagnostic.help.is_some());
    assert!(diagnostic.span.is_some(), "it would be shown as a mistake in the document");
    diagnostic.message
}

/// Returns every file in `folder` and its subfolders, with its content.
fn tree(folder: &Path) -> Output {
    let mut files = Output::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let place = entry.expect("an entry").path();
            if place.is_dir() {
                folders.push(place);
            } else {
                let path = place.strip_prefix(folder).expect("below the folder");
                let content = fs::read_to_string(&place).expect("a UTF-8 file");
                files.insert(path.to_str().expect("UTF-8").replace('\\', "/"), content);
            }
        }
    }
    files
}

fn age(place: &Path) {
    let file = fs::File::options().write(true).open(place).expect("a file");
    let past = SystemTime::now() - Duration::from_secs(3600);
    file.set_modified(past).expect("a file time");
}

fn modified(place: &Path) -> SystemTime {
    fs::metadata(place).and_then(|metadata| metadata.modified()).expect("a file time")
}

#[test]
fn a_second_run_changes_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("not/there/yet");
    let first = generate(&crate_files(), &folder);
    assert_eq!(first, Summary { written: 4, unchanged: 0, removed: 0 });

    let mut files = crate_files();
    files.insert("src/lib.rs".to_owned(), "//! Two.\n".to_owned());
    let manifest = folder.join(MANIFEST);
    for path in [&manifest, &folder.join("Cargo.toml"), &folder.join("src/lib.rs")] {
        age(path);
    }
    let kept = (modified(&manifest), modified(&folder.join("Cargo.toml")));
    let old = modified(&folder.join("src/lib.rs"));
    assert_eq!(generate(&files, &folder), Summary { written: 1, unchanged: 3, removed: 0 });
    assert_eq!((modified(&manifest), modified(&folder.join("Cargo.toml"))), kept);
    assert_ne!(modified(&folder.join("src/lib.rs")), old);
    assert!(plan(&files, &folder).expect("a folder of ours").is_current());
}

#[test]
fn the_folder_holds_the_output_and_a_sorted_manifest() {
    let folder = tempfile::tempdir().expect("a folder");
    generate(&crate_files(), folder.path());
    let mut files = tree(folder.path());
    let manifest = files.remove(MANIFEST).expect("a manifest");
    assert_eq!(files, crate_files());
    let lines: Vec<&str> = manifest.lines().skip(1).collect();
    assert_eq!(lines, ["Cargo.toml", "src/a/b.rs", "src/lib.rs"]);
}

#[test]
fn a_manifest_with_other_line_ends_is_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    generate(&crate_files(), folder.path());
    let expected = tree(folder.path());
    let manifest = folder.path().join(MANIFEST);
    fs::write(&manifest, expected[MANIFEST].replace('\n', "\r\n")).expect("written");
    assert_eq!(generate(&crate_files(), folder.path()).written, 1);
    assert_eq!(tree(folder.path()), expected);
}

#[test]
fn stale_files_are_removed_and_foreign_files_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = crate_files();
    files.insert("src/old/deep/x.rs".to_owned(), String::new());
    files.insert("src/mixed/y.rs".to_owned(), String::new());
    generate(&files, folder.path());
    fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    fs::write(folder.path().join("src/mixed/mine.rs"), "mine").expect("written");

    let summary = generate(&crate_files(), folder.path());
    assert_eq!(summary, Summary { written: 1, unchanged: 3, removed: 2 });
    let mut expected = crate_files();
    expected.insert("notes.txt".to_owned(), "mine".to_owned());
    expected.insert("src/mixed/mine.rs".to_owned(), "mine".to_owned());
    let mut found = tree(folder.path());
    found.remove(MANIFEST);
    assert_eq!(found, expected);
    assert!(!folder.path().join("src/old").exists(), "an empty folder remains");
}

#[test]
fn foreign_files_in_the_way_are_rejected_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    generate(&crate_files(), folder.path());
    fs::write(folder.path().join("README.md"), "mine").expect("written");
    let before = tree(folder.path());
    let mut files = crate_files();
    files.insert("README.md".to_owned(), "generated".to_owned());
    let message = refusal(&files, folder.path());
    assert!(message.contains("`README.md`"), "{message}");
    assert_eq!(tree(folder.path()), before);

    files.insert("README.md".to_owned(), "mine".to_owned());
    generate(&files, folder.path());
}

#[test]
fn a_foreign_folder_is_rejected() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["d", "a", "c", "b"] {
        fs::write(folder.path().join(name), "").expect("written");
    }
    let message = refusal(&crate_files(), folder.path());
    assert!(message.ends_with("`a`, `b`, `c` and 1 more"), "{message}");
    assert!(!folder.path().join("src").exists());
}

#[test]
fn a_fresh_repository_is_an_empty_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("created");
    fs::write(folder.path().join(".gitignore"), "/target\n").expect("written");
    generate(&crate_files(), folder.path());
}

#[test]
fn paths_of_the_wrong_type_are_rejected() {
    let root = tempfile::tempdir().expect("a folder");
    let file = root.path().join("file");
    fs::write(&file, "").expect("written");
    assert!(refusal(&crate_files(), &file).contains("is not a folder"));
    assert!(refusal(&crate_files(), &file.join("below")).contains("can't read"));

    let folder = root.path().join("folder");
    generate(&output(&[("Cargo.toml", "")]), &folder);
    fs::write(folder.join("src"), "a file where a folder must be").expect("written");
    assert!(refusal(&crate_files(), &folder).contains("in the way of the generated file"));
    fs::remove_file(folder.join("src")).expect("removed");
    fs::create_dir_all(folder.join("src/lib.rs")).expect("created");
    assert!(refusal(&crate_files(), &folder).contains("in the way of the generated file"));
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("out");
    let files = crate_files();
    let plan = plan(&files, &folder).expect("a missing folder is fine");
    fs::write(&folder, "a file that came in the meantime").expect("written");
    let diagnostic = write(&plan).expect_err("not a folder");
    assert_eq!(diagnostic.code, Code::Output);
    assert!(diagnostic.message.starts_with("can't create"), "{}", diagnostic.message);
}

#[test]
fn generated_paths_are_inside_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["../x", "/etc/x", MANIFEST, ".git/config"] {
        let message = refusal(&output(&[(path, "")]), folder.path());
        assert!(message.starts_with(&format!("the generated path `{path}`")), "{message}");
    }
    let message = refusal(&output(&[("src/A.rs", ""), ("src/a.rs", "")]), folder.path());
    assert!(message.contains("case-insensitive"), "{message}");
}

#[test]
fn a_manifest_with_outside_paths_is_rejected() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("out");
    fs::write(root.path().join("victim"), "kept").expect("written");
    generate(&crate_files(), &folder);
    let sound = fs::read_to_string(folder.join(MANIFEST)).expect("a manifest");
    let outside = root.path().join("victim");
    for line in ["../victim", "src/../../victim", outside.to_str().expect("UTF-8")] {
        fs::write(folder.join(MANIFEST), format!("{sound}{line}\n")).expect("written");
        assert!(refusal(&crate_files(), &folder).contains(line));
    }
    fs::write(folder.join(MANIFEST), "src/lib.rs\n").expect("written");
    assert!(refusal(&crate_files(), &folder).contains("was not written by the generator"));
    assert_eq!(fs::read_to_string(outside).expect("a file"), "kept");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_never_followed() {
    use std::os::unix::fs::symlink;

    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("out");
    let elsewhere = root.path().join("elsewhere");
    let mut files = crate_files();
    files.insert("src/old/x.rs".to_owned(), "old".to_owned());
    generate(&files, &folder);
    fs::create_dir(&elsewhere).expect("created");
    fs::write(elsewhere.join("x.rs"), "kept").expect("written");

    // A stale file behind a link, a generated file behind a link, a link instead of a file.
    fs::remove_dir_all(folder.join("src/old")).expect("removed");
    symlink(&elsewhere, folder.join("src/old")).expect("linked");
    assert!(refusal(&crate_files(), &folder).contains("symbolic link"));
    assert!(refusal(&files, &folder).contains("symbolic link"));
    fs::remove_file(folder.join("src/old")).expect("removed");
    fs::remove_file(folder.join("src/lib.rs")).expect("removed");
    symlink(elsewhere.join("x.rs"), folder.join("src/lib.rs")).expect("linked");
    assert!(refusal(&crate_files(), &folder).contains("symbolic link"));
    assert_eq!(fs::read_to_string(elsewhere.join("x.rs")).expect("a file"), "kept");

    // The user may choose a link as the output folder.
    symlink(&elsewhere, root.path().join("link")).expect("linked");
    fs::remove_file(elsewhere.join("x.rs")).expect("removed");
    generate(&crate_files(), &root.path().join("link"));
    assert!(elsewhere.join("src/lib.rs").is_file());
}

#[cfg(unix)]
#[test]
fn files_have_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().expect("a folder");
    let usual = folder.path().join(".usual");
    fs::write(&usual, "").expect("written");
    generate(&crate_files(), folder.path());
    let mode = |place: &Path| fs::metadata(place).expect("a file").permissions().mode();
    assert_eq!(mode(&folder.path().join("src/lib.rs")), mode(&usual));
}

#[test]
fn an_interrupted_run_can_be_repeated() {
    let complete = tempfile::tempdir().expect("a folder");
    generate(&crate_files(), complete.path());
    let expected = tree(complete.path());

    let mut old = crate_files();
    old.insert("src/lib.rs".to_owned(), "//! Old.\n".to_owned());
    old.insert("src/old/x.rs".to_owned(), "old".to_owned());
    old.remove("src/a/b.rs");
    let new_file = ("src/a/b.rs", "\n");
    let new_content = ("src/lib.rs", "//! One.\n");
    // Each case is the state after a run that stops after this number of its steps.
    for steps in 0..=4 {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        generate(&old, folder.path());
        fs::write(at(".codegen-Ab12Cd.tmp"), "half a fi").expect("written");
        fs::create_dir_all(at(".codegen-Ef34Gh.tmp/src")).expect("created");
        fs::write(at(".codegen-Ef34Gh.tmp/src/lib.rs"), "half a fi").expect("written");
        if steps >= 1 {
            let owned = old.keys().chain(crate_files().keys()).cloned().collect();
            let owned: std::collections::BTreeSet<String> = owned;
            fs::write(at(MANIFEST), manifest::text(&owned)).expect("written");
        }
        if steps >= 2 {
            fs::create_dir(at("src/a")).expect("created");
            fs::write(at(new_file.0), new_file.1).expect("written");
        }
        if steps >= 3 {
            fs::write(at(new_content.0), new_content.1).expect("written");
        }
        if steps >= 4 {
            fs::remove_file(at("src/old/x.rs")).expect("removed");
        }
        generate(&crate_files(), folder.path());
        assert_eq!(tree(folder.path()), expected, "after {steps} steps");
        assert!(!at("src/old").exists(), "after {steps} steps");
        assert!(plan(&crate_files(), folder.path()).expect("a folder of ours").is_current());
    }
}

#[test]
fn a_failed_run_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    let mut old = crate_files();
    old.insert("src/z/stale.rs".to_owned(), "stale".to_owned());
    generate(&old, folder.path());
    let mut new = crate_files();
    for path in ["Cargo.toml", "new/whole.rs", "src/a/b.rs", "src/deep/er/new.rs", "src/y.rs"] {
        new.insert(path.to_owned(), "new".to_owned());
    }
    // A foreign item replaces a file between planning and writing: the last one, a replaced one,
    // and a removed one.
    for path in ["src/y.rs", "src/a/b.rs", "src/z/stale.rs"] {
        let plan = plan(&new, folder.path()).expect("a folder of ours");
        let before = fs::read(at(path)).ok();
        let _ = fs::remove_file(at(path));
        fs::create_dir_all(at(path)).expect("created");
        let rest = tree(folder.path());
        apply::execute(&plan).expect_err("a folder in the way");
        assert_eq!(tree(folder.path()), rest, "{path} is in the way");
        assert!(!at("new").exists() && !at("src/deep").exists(), "a folder is left");
        fs::remove_dir(at(path)).expect("removed");
        if let Some(before) = before {
            fs::write(at(path), before).expect("written");
        }
    }
    generate(&new, folder.path());
    let mut files = tree(folder.path());
    files.remove(MANIFEST);
    assert_eq!(files, new);
}

#[test]
fn changes_after_the_plan_are_detected() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (crate_files(), output(&[("Cargo.toml", "other"), ("other.rs", "")]));
    let late = plan(&one, folder.path()).expect("a folder of ours");
    generate(&other, folder.path());
    write(&late).expect("a writable folder");
    let mut files = tree(folder.path());
    files.remove(MANIFEST);
    assert_eq!(files, one);
}

#[test]
fn a_partially_written_folder_is_removed() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("out");
    let files = crate_files();
    let mut plan = plan(&files, &folder).expect("a missing folder is fine");
    // Rejected after the folder is locked.
    let outside = output(&[("../x", "")]);
    plan.output = &outside;
    write(&plan).expect_err("refused");
    assert!(!folder.exists());
}

#[test]
fn check_lists_stale_files_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let long: String = (0..200).map(|line| format!("line {line}\n")).collect();
    let old = output(&[("a.rs", "one\ntwo\n"), ("long.rs", &long), ("old.rs", "")]);
    generate(&old, folder.path());
    let before = tree(folder.path());
    let new = output(&[("a.rs", "one\n\u{1b}[31m2\n"), ("long.rs", ""), ("new.rs", "")]);
    let plan = plan(&new, folder.path()).expect("a folder of ours");
    let files = check(&plan);
    assert_eq!(tree(folder.path()), before);

    let changes: Vec<_> = files.iter().map(|file| (file.path.as_str(), file.change)).collect();
    let differs = [MANIFEST, "a.rs", "long.rs"].map(|path| (path, Change::Differs));
    let others = [("new.rs", Change::Missing), ("old.rs", Change::Obsolete)];
    assert_eq!(changes, [&differs[..], &others[..]].concat());
    assert_eq!(files[1].diff, "@@ -1,2 +1,2 @@\n one\n-two\n+\u{fffd}[31m2\n");
    assert_eq!(files[2].diff.lines().count(), 21);
    assert!(files[2].diff.ends_with("... 181 more lines\n"), "{}", files[2].diff);
}

#[test]
fn many_differences_are_capped_in_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = |word: &str| (0..30).map(|n| format!("{word} {n}\n")).collect::<String>();
    let files = |word: &str| (0..50).map(|n| (format!("{n}.rs"), content(word))).collect();
    let old: Output = files("old");
    let new: Output = files("new");
    generate(&old, folder.path());
    let stale = check(&plan(&new, folder.path()).expect("a folder of ours"));
    assert_eq!(stale.len(), 50);
    let lines: usize = stale.iter().map(|file| file.diff.lines().count()).sum();
    assert!((90..=110).contains(&lines), "{lines} lines");
}
