//! Updates in a Git checkout: uncommitted changes and releases.

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::{added, contents, described, fails, project, read, retyped, update};
use crate::program::{git, run};
use crate::zoo::DOCUMENT;

#[test]
fn changes_that_git_does_not_have_are_not_lost() {
    let project = project("https://example.com", "0.1.0");
    let git = |words: &[&str]| git(project.path(), words);
    fs::write(project.path().join("new.yaml"), retyped()).expect("written");
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "One"]);
    for name in ["zoo.yaml", "codegen.toml", "CHANGELOG.md", "client/README.md"] {
        let place = project.path().join(name);
        let text = fs::read(&place).expect("a file");
        fs::write(&place, [&text[..], b"\n"].concat()).expect("written");
        let help = "commit or stash the changes, or pass `--allow-dirty`";
        fails(&project, &["--from", "new.yaml"], &[&format!("\n  {name}\n"), help]);
        fs::write(&place, text).expect("written");
    }
    // Files that the update does not change.
    fs::write(project.path().join("client/notes.txt"), "mine").expect("written");
    fs::write(project.path().join("new.yaml"), added()).expect("written");
    let ran = run(project.path(), &["update", "--from", "new.yaml"]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    fails(&project, &["--from", "no.yaml"], &["no.yaml"]);
    fs::write(project.path().join("new.yaml"), retyped()).expect("written");
    fails(&project, &["--from", "new.yaml"], &["  CHANGELOG.md\n  client/"]);
    let ran = run(project.path(), &["update", "--from", "new.yaml", "--allow-dirty"]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    assert_eq!(read(&project, "client/notes.txt"), "mine");
}

#[test]
fn updates_between_two_releases_are_one_version() {
    let commit = |project: &TempDir| {
        git(project.path(), &["add", "."]);
        git(project.path(), &["commit", "-qm", "One"]);
    };
    let both = |first: &str, second: &str| {
        let project = project("https://example.com", "0.1.0");
        git(project.path(), &["init", "--quiet"]);
        commit(&project);
        git(project.path(), &["tag", "v0.1.0"]);
        // Unrelated tags.
        git(project.path(), &["tag", "v-next"]);
        git(project.path(), &["tag", "schema-v7.0.0"]);
        for document in [first, second] {
            let ran = update(&project, document, &[]);
            assert!(ran.code >= Some(10), "{}{}", ran.results, ran.messages);
            commit(&project);
        }
        project
    };
    let sections = |project: &TempDir| -> Vec<String> {
        let text = read(project, "CHANGELOG.md");
        text.split("\n## ").skip(1).map(str::to_owned).collect()
    };
    let all = retyped().replace("{name:", "{age: {type: boolean}, name:");

    // A more severe change raises the version again, starting from the released version.
    let project = both(&added(), &all);
    let [unreleased, first] = &sections(&project)[..] else { panic!("two versions") };
    assert!(unreleased.starts_with("0.2.0\n\n### Breaking\n"), "{unreleased}");
    assert!(unreleased.contains("`Animal::age` is a new field"), "{unreleased}");
    assert_eq!(first, "0.1.0\n\nThe first.\n");
    assert!(read(&project, "pull-request.md").starts_with("**Release 0.2.0 after 0.1.0: "));

    // A less severe change doesn't, and is added to the same section.
    let project = both(&retyped(), &all);
    assert!(read(&project, "codegen.toml").contains("version = \"0.2.0\""));
    assert_eq!(sections(&project)[0], *unreleased);
    let ran = update(&project, &described(), &[]);
    assert_eq!(ran.code, Some(10), "{}{}", ran.results, ran.messages);
    let stays = "\nversion 0.2.0 is unchanged, and not released yet; the last release is 0.1.0\n";
    assert!(ran.results.contains(stays), "{}", ran.results);
    assert!(read(&project, "pull-request.md").starts_with("**The unreleased version 0.2.0 is"));
    assert!(sections(&project)[0].starts_with("0.2.0\n\n### Documentation\n"));

    // Changes are appended to an edited section.
    git(project.path(), &["checkout", "--quiet", "."]);
    let text = read(&project, "CHANGELOG.md").replace("### Breaking", "### Attention");
    fs::write(project.path().join("CHANGELOG.md"), text).expect("written");
    let ran = update(&project, &retyped(), &["--allow-dirty", "--release", "major"]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    let edited = &sections(&project)[0];
    assert!(edited.starts_with("1.0.0\n\n### Attention\n"), "{edited}");
    let removed = edited.rfind("### Breaking\n").expect("what has changed since");
    assert!(edited[removed..].contains("`Animal::age` no longer exists"), "{edited}");
    assert_eq!(sections(&project).len(), 2);

    // The next release, or one that the user names.
    git(project.path(), &["checkout", "--quiet", "."]);
    git(project.path(), &["tag", "v0.2.0"]);
    let ran = update(&project, &retyped(), &["--git", "v0.1.0"]);
    assert!(ran.results.contains(stays), "{}", ran.results);
    git(project.path(), &["checkout", "--quiet", "."]);
    let ran = update(&project, &retyped(), &[]);
    assert!(ran.results.contains("\nversion 0.3.0 after 0.2.0\n"), "{}", ran.results);
    assert_eq!(sections(&project).len(), 3);
    git(project.path(), &["checkout", "--quiet", "."]);
    let file = project.path().join("new.yaml");
    fs::write(file, retyped()).expect("written");
    let from = ["--from", "new.yaml", "--git"];
    fails(&project, &[&from[..], &["nowhere"]].concat(), &["`nowhere`", "help: pass another"]);
}

#[test]
fn a_tag_of_another_version_is_no_release() {
    let project = project("https://example.com", "0.1.0");
    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "zoo.yaml"]);
    git(project.path(), &["commit", "-qm", "One"]);
    git(project.path(), &["tag", "v0.0.9"]);
    // First without a configuration, then with another version.
    for tag in ["v8.0.0", "v9.0.0"] {
        git(project.path(), &["tag", tag]);
        let ran = update(&project, &retyped(), &["--allow-dirty"]);
        assert!(ran.results.contains("\nversion 0.2.0 after 0.1.0\n"), "{tag}: {}", ran.results);
        let configuration = read(&project, "codegen.toml").replace("0.2.0", "0.1.0");
        fs::write(project.path().join("codegen.toml"), configuration).expect("written");
        fs::write(project.path().join("zoo.yaml"), DOCUMENT).expect("written");
        git(project.path(), &["add", "."]);
        git(project.path(), &["commit", "-qm", "Two"]);
    }
}

#[test]
fn updates_before_the_first_release_are_one_version() {
    let project = project("https://example.com", "0.1.0");
    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "."]);
    git(project.path(), &["commit", "-qm", "One"]);
    let all = added().replace("{type: object, ", "{type: object, description: Fur or not, ");
    for document in [added(), all.clone(), added()] {
        let ran = update(&project, &document, &["--allow-dirty"]);
        assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
        assert!(read(&project, "codegen.toml").contains("version = \"0.1.1\""));
        assert_eq!(read(&project, "CHANGELOG.md").matches("\n## ").count(), 2);
    }
    let before = contents(project.path());
    let ran = update(&project, &added(), &["--allow-dirty"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.results, ran.messages);
    git(project.path(), &["add", "."]);
    git(project.path(), &["commit", "-qm", "Two"]);
    assert_eq!(update(&project, &added(), &[]).code, Some(0));
    let files = |all: BTreeMap<String, Vec<u8>>| {
        all.into_iter().filter(|(name, _)| !name.starts_with(".git/")).collect::<Vec<_>>()
    };
    assert!(files(contents(project.path())) == files(before));
}

#[test]
fn a_change_of_the_configuration_is_a_change_for_callers() {
    let project = project("https://example.com", "0.1.0");
    let commit = || {
        git(project.path(), &["add", "."]);
        git(project.path(), &["commit", "-qm", "One"]);
    };
    git(project.path(), &["init", "--quiet"]);
    commit();
    git(project.path(), &["tag", "v0.1.0"]);
    assert_eq!(update(&project, DOCUMENT, &["--release", "minor"]).code, Some(0));

    let rename = "\n[names]\n\"#/components/schemas/Animal\" = \"Beast\"\n";
    let configuration = read(&project, "codegen.toml") + rename;
    fs::write(project.path().join("codegen.toml"), configuration).expect("written");
    commit();
    let ran = update(&project, DOCUMENT, &[]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    assert!(ran.results.contains("\nversion 0.2.0 after 0.1.0\n"), "{}", ran.results);
    assert!(!ran.results.contains("zoo.yaml written"), "{}", ran.results);
    assert!(read(&project, "client/api.txt").contains("Beast"));
    assert!(read(&project, "client/Cargo.toml").contains("version = \"0.2.0\""));
    let changelog = read(&project, "CHANGELOG.md");
    assert!(changelog.starts_with("# Changelog\n\n## 0.2.0\n\n### Breaking\n"), "{changelog}");
    assert_eq!(run(project.path(), &["check"]).code, Some(0));

    commit();
    let before = contents(project.path());
    let ran = update(&project, DOCUMENT, &[]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.results, ran.messages);
    assert!(contents(project.path()) == before);
    // A change of the metadata is not a change for callers.
    let configuration = read(&project, "codegen.toml");
    let configuration = configuration.replace("[package]", "[package]\ndescription = \"A zoo.\"");
    fs::write(project.path().join("codegen.toml"), configuration).expect("written");
    git(project.path(), &["tag", "v0.2.0"]);
    assert_eq!(update(&project, DOCUMENT, &["--allow-dirty"]).code, Some(0));
}

#[test]
fn the_lock_file_has_the_new_version() {
    let project = project("https://example.com", "0.1.0");
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n";
    fs::write(project.path().join("Cargo.toml"), workspace).expect("written");
    let configuration = read(&project, "codegen.toml") + "workspace = \"member\"\n";
    fs::write(project.path().join("codegen.toml"), configuration).expect("written");
    assert_eq!(run(project.path(), &["generate"]).code, Some(0));
    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "."]);
    git(project.path(), &["commit", "-qm", "One"]);
    // `cargo` writes it without a commit.
    let lock = |version: &str| {
        format!(
            "version = 4\n\n[[package]]\nname = \"zoo\"\nversion = \"{version}\"\ndependencies = \
             [\n \"serde\",\n]\n"
        )
    };
    fs::write(project.path().join("Cargo.lock"), lock("0.1.0")).expect("written");
    let ran = update(&project, &added(), &[]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    assert!(ran.results.contains("\nCargo.lock written\n"), "{}", ran.results);
    assert_eq!(read(&project, "Cargo.lock"), lock("0.1.1"));
}
