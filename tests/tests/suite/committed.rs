//! The committed client equals the current output of the generator, on every machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use codegen::internals::config::{Config, Pattern};
use codegen::internals::output::Output;
use codegen::internals::output::write::{self, Summary};

use crate::documents;

/// The configuration of the committed client, relative to the folder in which tests run.
pub(crate) const CONFIG: &str = "../spec/codegen.toml";

/// The command that repairs the committed client.
const REPAIR: &str = "run `cargo xtask codegen`";

/// Returns the configurations of the committed client and of the documents of the tests.
fn configurations() -> Vec<PathBuf> {
    let mut files = documents::configurations();
    files.push(CONFIG.into());
    files
}

pub(crate) fn config(file: &str) -> Config {
    documents::configuration(Path::new(file)).0
}

pub(crate) fn generate(config: &Config) -> Output {
    match codegen::internals::generate(config, &mut |_| ()) {
        Ok(generation) => generation.output,
        Err(failure) => panic!("{:?}", failure.diagnostics),
    }
}

fn write_to(output: &Output, folder: &Path) -> Summary {
    write::write(&write::plan(output, folder).expect("a plan")).expect("written")
}

/// Returns every file below `folder`, with its content and modification time.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let changed = path.metadata().and_then(|it| it.modified()).expect("a time");
            files.insert(path.clone(), (std::fs::read(&path).expect("a file"), changed));
        }
    }
    files
}

#[test]
fn the_committed_client_is_not_stale() {
    let config = config(CONFIG);
    let generated = generate(&config);
    let plan = write::plan(&generated, &config.output).expect("a plan");
    let stale = write::check(&plan);
    let list: Vec<String> = stale
        .iter()
        .map(|file| format!("{}: {:?}\n{}", file.path, file.change, file.diff))
        .collect();
    assert!(stale.is_empty(), "{}\n{} files are stale; {REPAIR}", list.join("\n"), stale.len());
    assert!(plan.is_current(), "{REPAIR}");
}

#[test]
fn the_public_surface_is_reviewed() {
    let output = generate(&config(CONFIG));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for page in ["api.txt", "fidelity.txt"] {
            let text = output.get(page).unwrap_or_else(|| panic!("there is no {page}"));
            insta::assert_snapshot!(page, text);
        }
    });
}

#[test]
fn two_runs_give_the_same_bytes() {
    for file in configurations() {
        let config = config(file.to_str().expect("a path"));
        assert!(generate(&config) == generate(&config), "two clients of {}", file.display());
    }
}

#[test]
fn place_language_and_time_zone_change_nothing() {
    for file in configurations() {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let folder = elsewhere.path().join("client");
        let child = Command::new(env!("CARGO_BIN_EXE_generate"))
            .args([&std::fs::canonicalize(&file).expect("a path"), &folder])
            .current_dir(elsewhere.path())
            .envs([
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("TZ", "Pacific/Kiritimati"),
            ])
            .status()
            .expect("a process");
        assert!(child.success());
        let generated = generate(&config(file.to_str().expect("a path")));
        let plan = write::plan(&generated, &folder).expect("a plan");
        assert!(plan.files() > 10, "only {} files", plan.files());
        assert_eq!(write::check(&plan), []);
    }
}

#[test]
fn deleted_files_are_restored() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = generate(&config(CONFIG));
    write_to(&output, folder.path());
    let before = files(folder.path());
    std::fs::remove_dir_all(folder.path().join("src/types")).expect("removed");
    let summary = write_to(&output, folder.path());
    let types = output.keys().filter(|path| path.starts_with("src/types/")).count();
    assert_eq!((summary.written, summary.removed), (types, 0));
    let contents = |files: BTreeMap<PathBuf, (Vec<u8>, SystemTime)>| -> Vec<_> {
        files.into_iter().map(|(path, (content, _))| (path, content)).collect()
    };
    assert!(contents(before) == contents(files(folder.path())), "the content is different");
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = config(CONFIG);
    let first = write_to(&generate(&config), folder.path());
    let before = files(folder.path());
    let second = write_to(&generate(&config), folder.path());
    assert_eq!(second, Summary { written: 0, unchanged: first.written, removed: 0 });
    assert!(before == files(folder.path()), "a file was modified");
}

#[test]
fn files_of_others_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut output = generate(&config(CONFIG));
    write_to(&output, folder.path());
    let foreign = ["NOTES.md", "src/types/mine.rs", "tests/mine.rs"];
    for path in foreign {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        std::fs::write(path, "mine").expect("written");
    }
    let dropped = "src/types/country_alpha2.rs";
    output.remove(dropped).expect("a generated file");
    assert_eq!(write_to(&output, folder.path()).removed, 1);
    assert!(!folder.path().join(dropped).exists());
    for path in foreign {
        assert_eq!(std::fs::read(folder.path().join(path)).expect("a file"), b"mine", "{path}");
    }
}

/// The newest section of the changelog names the runtime version of clients from then on.
#[test]
fn the_changelog_names_the_version_of_the_runtime() {
    let text = |path: &str| std::fs::read_to_string(path).expect("a text file");
    let runtime: toml::Table = text("../codegen/runtime/Cargo.toml").parse().expect("TOML");
    let version = runtime["package"]["version"].as_str().expect("a version");
    let client: toml::Table = generate(&config(CONFIG))["Cargo.toml"].parse().expect("TOML");
    let recorded = &client["package"]["metadata"]["codegen"]["runtime"];
    assert_eq!(recorded.as_str(), Some(version), "the client records a different version");
    let changelog = text("../CHANGELOG.md");
    let newest = changelog.split("\n## ").nth(1).expect("a section");
    let line = format!("\nRuntime: {version}\n");
    assert!(newest.contains(&line), "the newest section of CHANGELOG.md must contain:{line}");
}

/// Returns the number of files that are written into an empty folder.
fn count(output: &Output) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    write_to(output, &folder.path().join("client"));
    files(folder.path()).len()
}

/// Returns the line that `cargo xtask codegen` prints if all files are new.
fn written(folder: &str, config: &Config) -> String {
    let generation = codegen::internals::generate(config, &mut |_| ()).expect("a crate");
    let (counts, files) = (generation.counts, count(&generation.output));
    let (types, operations) = (counts.types, counts.operations);
    format!(
        "{folder}: {types} types, {operations} operations; {files} files written, 0 unchanged, 0 \
         removed; {} warnings",
        generation.diagnostics.as_slice().len()
    )
}

#[test]
fn the_readme_shows_the_output_of_its_commands() {
    let readme = std::fs::read_to_string("../README.md").expect("a text file");
    let another = |package: Option<&str>| {
        let document = PathBuf::from("documents/telemetry.yaml");
        let package = package.map(str::to_owned);
        Config::for_document(document, Vec::new(), PathBuf::new(), package)
    };
    let mut part = another(Some("search"));
    part.selection.include = vec![Pattern::parse("tag:search").expect("a pattern")];
    for line in [written("../telemetry-client", &another(None)), written("../search", &part)] {
        assert!(readme.contains(&line), "the README must contain:\n{line}");
    }
    let files = count(&generate(&config(CONFIG)));
    for line in [
        format!("nothing to do: {files} files in `generated-client` are up to date"),
        format!("4 files written, {} unchanged, 0 removed", files - 4),
    ] {
        assert!(readme.contains(&line), "the README must contain:\n{line}");
    }
}
