//! Runs the program in a folder outside this workspace and without cargo.

use std::fs;

use tempfile::TempDir;

use crate::program::{git, run};
use crate::zoo::DOCUMENT;

/// Creates a folder with a document, a configuration, and an empty subfolder to run commands in.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("src/deep")).expect("created");
    fs::write(folder.path().join("zoo.yaml"), DOCUMENT).expect("written");
    fs::write(
        folder.path().join("codegen.toml"),
        "document = \"zoo.yaml\"\noutput = \"client\"\n[names]\n\"#/components/schemas/Animal\" = \
         \"Beast\"\n[package]\nname = \"zoo\"\n",
    )
    .expect("written");
    folder
}

#[test]
fn the_configuration_is_found_in_a_parent_folder() {
    let project = project();
    let deep = project.path().join("src/deep");

    let ran = run(&deep, &["check"]);
    assert_eq!(ran.code, Some(3), "{}", ran.messages);
    let repair = "in `../../client` are stale; run `openapi-crate generate` to regenerate\n";
    assert!(ran.messages.ends_with(repair), "{}", ran.messages);
    assert!(!project.path().join("client").exists(), "nothing was written");

    let ran = run(&deep, &["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    assert!(ran.results.starts_with("../../client: 1 type, 1 operation; "), "{}", ran.results);
    let ran = run(&deep, &["check"]);
    assert_eq!((ran.code, ran.messages.as_str()), (Some(0), ""));

    fs::write(project.path().join("zoo.yaml"), DOCUMENT.replace("name", "title")).expect("written");
    let ran = run(&deep, &["check", "--config", "../../codegen.toml"]);
    assert_eq!(ran.code, Some(3), "{}", ran.messages);
    let repair = "run `openapi-crate generate --config ../../codegen.toml` to regenerate\n";
    assert!(ran.messages.ends_with(repair), "{}", ran.messages);
}

#[test]
fn changes_are_described_in_terms_of_the_configuration() {
    let project = project();
    let path = project.path();
    fs::write(path.join("old.yaml"), DOCUMENT.replace("name: ", "title: ")).expect("written");

    let ran = run(path, &["diff", "old.yaml", "zoo.yaml"]);
    assert!(ran.code == Some(0) && ran.results.contains("types::Animal"), "{}", ran.results);
    let named = ["diff", "old.yaml", "zoo.yaml", "--config", "codegen.toml"];
    let ran = run(path, &named);
    assert!(ran.code == Some(0) && ran.results.contains("types::Beast"), "{}", ran.results);
    let ran = run(path, &[&named[..], &["--deny", "breaking"]].concat());
    assert_eq!(ran.code, Some(3), "{}", ran.messages);

    let page = |arguments: &[&str]| {
        let out = ["report", "--out", "page.html"];
        let ran = run(&path.join("src"), &[&out[..], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.messages);
        fs::read_to_string(path.join("src/page.html")).expect("a page")
    };
    assert!(page(&[]).contains("Beast"), "the configuration is used");
    assert!(!page(&["--spec", "../zoo.yaml"]).contains("Beast"), "there is none");
    fs::rename(path.join("codegen.toml"), path.join("other.toml")).expect("renamed");
    assert!(page(&["--config", "../other.toml"]).contains("Beast"), "a different name is used");
}

#[test]
fn a_revision_is_of_the_repository_of_the_configuration() {
    let project = project();
    let git = |words: &[&str]| git(project.path(), words);
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "One"]);
    fs::write(project.path().join("zoo.yaml"), DOCUMENT.replace("name", "title")).expect("written");
    fs::rename(project.path().join("codegen.toml"), project.path().join("client.toml"))
        .expect("renamed");
    git(&["add", "client.toml"]);

    let ran = run(&project.path().join("src"), &["diff", "--git", "HEAD"]);
    assert_eq!(ran.code, Some(1), "there is no configuration: {}", ran.results);
    fs::copy(project.path().join("client.toml"), project.path().join("codegen.toml"))
        .expect("copied");
    let named = ["diff", "--git", "HEAD", "--config", "../codegen.toml"];
    for arguments in [&named[..3], &named[..]] {
        let ran = run(&project.path().join("src"), arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.messages);
        assert!(ran.results.contains("types::Beast.title"), "{}", ran.results);
    }

    let page = |arguments: &[&str]| {
        let report = ["report", "--out", "page.html"];
        let ran = run(&project.path().join("src"), &[&report[..], arguments].concat());
        let page = fs::read_to_string(project.path().join("src/page.html")).unwrap_or_default();
        (ran.code, ran.messages, page)
    };
    for arguments in [&named[1..3], &named[1..]] {
        let (code, messages, page) = page(arguments);
        assert_eq!(code, Some(0), "{messages}");
        assert!(page.contains(r#""item":"types::Beast.title""#), "what changed is on the page");
    }
    let (code, messages, _) = page(&["--git", "nowhere"]);
    assert_eq!(code, Some(1));
    let expected = "`nowhere` is not a revision of this repository\n";
    assert!(messages.contains(expected), "{messages}");
    let (code, messages, _) = page(&["--git", "HEAD", "--against", "../zoo.yaml"]);
    assert_eq!(code, Some(2), "{messages}");
}

#[test]
fn a_missing_configuration_is_an_error_with_help() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in [
        &["generate"][..],
        &["check"],
        &["report", "--out", "page.html"],
        &["update"],
        &["diff", "--git", "HEAD"],
        &["check", "--config", "none.toml"],
    ] {
        let ran = run(folder.path(), command);
        assert_eq!(ran.code, Some(1), "{command:?}");
        let missing = match command.contains(&"none.toml") {
            true => "`none.toml` can't be read: the file does not exist",
            false => "no `codegen.toml` or `spec/codegen.toml`",
        };
        for part in ["error[unreadable]", missing, "--config", "`openapi-crate init`"] {
            assert!(ran.messages.contains(part), "{command:?}: {}", ran.messages);
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was written");
}

#[test]
fn a_url_as_document_is_an_error_that_suggests_a_download() {
    let project = project();
    let url = "https://example.com/a'b.yaml?x=1&y=2";
    fs::write(
        project.path().join("codegen.toml"),
        format!("document = \"{url}\"\noutput = \"client\"\n"),
    )
    .expect("written");
    for command in [
        &["generate", "--spec", url, "--out", "client"][..],
        &["generate"],
        &["report", "--spec", url, "--out", "page.html"],
        &["diff", "zoo.yaml", url],
        &["generate", "--spec", "zoo.yaml", "--overlay", url, "--out", "client"],
    ] {
        let ran = run(project.path(), command);
        assert_eq!(ran.code, Some(1), "{command:?}");
        let help =
            "curl --fail --location --output openapi.yaml 'https://example.com/a%27b.yaml?x=1&y=2'";
        for part in ["is a URL, but nothing is fetched from the network", help] {
            assert!(ran.messages.contains(part), "{command:?}: {}", ran.messages);
        }
    }
}

#[test]
fn diff_without_arguments_suggests_git_and_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(folder.path(), &["diff"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.messages.contains("<OLD|--git <REV>>"), "{}", ran.messages);
    let help = run(folder.path(), &["diff", "--help"]).results;
    assert!(!help.contains("docs/"), "the user has no such file: {help}");
    assert_eq!(run(folder.path(), &["diff", "one.yaml"]).code, Some(2));
}

#[test]
fn removed_items_are_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("old.yaml"), DOCUMENT).expect("written");
    let empty = "openapi: 3.1.0\ninfo: {title: Zoo, version: \"1\"}\npaths: {}\n";
    fs::write(folder.path().join("new.yaml"), empty).expect("written");
    let options = ["--spec", "new.yaml", "--against", "old.yaml", "--out", "page.html"];
    let ran = run(folder.path(), &[&["report"], &options[..]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    assert!(ran.results.starts_with("page.html: 0 types, 0 operations; "), "{}", ran.results);
}
