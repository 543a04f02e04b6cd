//! `publish-check` with a fake cargo: the arguments that cargo receives, and the report of its
//! output.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::cargo;
use crate::program::{Ran, git, run, run_with};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Zoo, version: \"1\"}
paths: {}
components: {schemas: {Animal: {type: object, properties: {name: {type: string}}}}}
";

/// A repository with a released crate.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(package: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder") };
        project.write("zoo.yaml", DOCUMENT);
        project.configure(package);
        cargo::put(&project.path("cargo"));
        project.generate();
        for words in [&["init", "--quiet"][..], &["add", "."], &["commit", "-qm", "One"]] {
            git(project.folder.path(), words);
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn configure(&self, package: &str) {
        let text = format!(
            "document = \"zoo.yaml\"\noutput = \"client\"\n[package]\nname = \"zoo\"\n{package}"
        );
        self.write("codegen.toml", &text);
    }

    fn generate(&self) {
        let ran = run(self.folder.path(), &["generate", "--quiet"]);
        assert_eq!(ran.code, Some(0), "{}", ran.messages);
    }

    /// Runs `publish-check` with a fake cargo whose output is set by the variables.
    fn check(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let (cargo, asked) = (self.path("cargo"), self.path("asked"));
        let paths = [("CARGO", cargo.as_os_str()), ("ASKED", asked.as_os_str())];
        let others = variables.iter().map(|(name, value)| (*name, value.as_ref()));
        let variables: Vec<_> = paths.into_iter().chain(others).collect();
        let arguments = [&["publish-check"], arguments].concat();
        run_with(self.folder.path(), &arguments, &variables)
    }

    /// Returns the subcommands that cargo was run with.
    fn subcommands(&self) -> String {
        fs::read_to_string(self.path("asked")).unwrap_or_default()
    }
}

#[test]
fn the_crate_is_packaged_by_cargo() {
    let project = Project::new("license = \"MIT\"\n");
    let ran = project.check(&[], &[]);
    assert_eq!((ran.code, ran.messages.as_str()), (Some(0), ""));
    let expected = "warning: manifest has no homepage\n\
                    `cargo publish --dry-run`: the crate can be published\n";
    assert_eq!(ran.results, expected);
    let manifest = Path::new("client").join("Cargo.toml");
    let words = format!("--allow-dirty --manifest-path {}\n", manifest.display());
    assert_eq!(project.subcommands(), format!("publish --dry-run {words}"));

    for offline in [&["--offline"][..], &[]] {
        let ran = project.check(offline, &[("CARGO_NET_OFFLINE", "true")]);
        assert!(
            ran.results.contains("`cargo package --offline`: the crate can"),
            "{}",
            ran.results
        );
    }
    let ran = project.check(&[], &[("PACKAGE", "101")]);
    assert_eq!(ran.code, Some(1));
    for part in ["error: `cargo publish --dry-run` failed", "no homepage", "= help: fix the error"]
    {
        assert!(ran.messages.contains(part), "{}", ran.messages);
    }
}

#[test]
fn files_of_the_generator_are_not_published() {
    let project = Project::new("license = \"MIT\"\n[keep]\nfiles = [\"README.md\"]\n");
    let client = project.path("client");
    for file in [".codegen-manifest", ".codegen-keep/README.md"] {
        assert!(client.join(file).is_file(), "{file}");
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["package", "--list", "--offline", "--allow-dirty"])
        .current_dir(client)
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(list.lines().any(|file| file == "src/lib.rs"), "{list}");
    assert!(!list.contains(".codegen-"), "{list}");
}

#[test]
fn a_crate_that_is_stale_or_has_no_license_is_not_published() {
    let project = Project::new("");
    let ran = project.check(&[], &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.messages.starts_with("error: the package has no license, "));

    project.configure("license = \"ISC OR MIT\"\n");
    let ran = project.check(&[], &[]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.messages.contains("run `openapi-crate generate` to regenerate"),
        "{}",
        ran.messages
    );

    project.generate();
    let ran = project.check(&[], &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.messages.contains("the text of the license ISC is missing from `client`"),
        "{}",
        ran.messages
    );
    assert!(ran.messages.contains("= help: add it as `client/LICENSE-ISC`"), "{}", ran.messages);
    assert_eq!(project.subcommands(), "", "cargo was not run");
    project.write("client/LICENSE-ISC", "The text.\n");
    assert_eq!(project.check(&[], &[]).code, Some(0));

    project.configure("license-file = \"TERMS\"\n");
    project.generate();
    let ran = project.check(&[], &[]);
    assert!(
        ran.messages.contains("the license file `TERMS` is missing from `client`"),
        "{}",
        ran.messages
    );
}

#[test]
fn differing_verdicts_are_shown() {
    let project = Project::new("license = \"MIT\"\n");
    let since = ["--git", "HEAD"];
    let ran = project.check(&since, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let none = "diff: nothing\ncargo semver-checks: not installed (`cargo install cargo-semver";
    assert!(ran.results.starts_with(none), "{}", ran.results);

    // A removed property is breaking for `diff`.
    project.write("zoo.yaml", &DOCUMENT.replace("name: {", "title: {"));
    project.generate();
    let major = ("SUMMARY", "semver requires new major version: 1 major and 0 minor checks failed");
    let ran = project.check(&since, &[major]);
    assert_eq!(ran.code, Some(3));
    assert_eq!(ran.results, "diff: breaking\ncargo semver-checks: breaking\n");
    let low = "error: the version 0.1.0 is too low: the change since 0.1.0 is breaking\n  \
               = help: set `version = \"0.2.0\"` in `[package]`";
    assert!(ran.messages.starts_with(low), "{}", ran.messages);
    assert!(project.subcommands().contains("--baseline-rev HEAD --release-type patch"));

    project.configure("license = \"MIT\"\nversion = \"0.2.0\"\n");
    project.generate();
    let ran = project.check(&since, &[major]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    assert!(ran.results.starts_with("diff: breaking\ncargo semver-checks: breaking\n"));

    let none = ("SUMMARY", "no semver update required");
    let ran = project.check(&since, &[none]);
    assert_eq!(ran.code, Some(3));
    let both = "error: `diff` and cargo-semver-checks disagree\ndiff: breaking\n\
                cargo semver-checks: no breaking change\n  = help: review the changes";
    assert!(ran.messages.starts_with(both), "{}", ran.messages);
    let decided = [&since[..], &["--verdict", "breaking"]].concat();
    assert_eq!(project.check(&decided, &[none]).code, Some(0));

    let ran = project.check(&since, &[("SUMMARY", "interrupted")]);
    assert!(ran.messages.starts_with("error: `cargo semver-checks` failed\n"), "{}", ran.messages);
    let ran = project.check(&["--git", "nowhere"], &[]);
    assert!(ran.code == Some(1) && ran.messages.contains("nowhere"), "{}", ran.messages);
}

#[test]
fn a_change_of_features_is_not_a_contradiction() {
    let project = Project::new("license = \"MIT\"\n");
    let package = "license = \"MIT\"\nversion = \"0.2.0\"\n[features]\nper-resource = true\n";
    project.configure(package);
    project.generate();
    // cargo-semver-checks enables all features.
    let none = ("SUMMARY", "no semver update required");
    let ran = project.check(&["--git", "HEAD"], &[none]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let both = "diff: breaking\ncargo semver-checks: no breaking change\n";
    assert!(ran.results.starts_with(both), "{}", ran.results);
}

/// A `cargo-semver-checks` in the folder `bin`, which prints a summary, and a cargo that runs it like
/// the real one, but packages nothing.
fn put_semver_checks(project: &Project) -> PathBuf {
    let bin = project.path("bin");
    fs::create_dir(&bin).expect("created");
    let script = "#!/bin/sh\n[ \"$2\" = --version ] || echo \"     Summary $SUMMARY\"\n";
    put_program(&bin.join("cargo-semver-checks"), script);
    let real = std::env::var("CARGO").expect("a cargo");
    let script = format!("#!/bin/sh\n[ \"$1\" = package ] || exec '{real}' \"$@\"\n");
    put_program(&bin.join("cargo"), &script);
    bin
}

fn put_program(path: &Path, script: &str) {
    fs::write(path, script).expect("written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn cargo_semver_checks_is_found_in_the_path() {
    let project = Project::new("license = \"MIT\"\nversion = \"0.1.0\"\n");
    let (bin, home) = (put_semver_checks(&project), project.path("home"));
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let check = |summary: &str| {
        let cargo = bin.join("cargo");
        let variables = [
            ("CARGO", cargo.as_os_str()),
            // Its `bin` is another place of subcommands.
            ("CARGO_HOME", home.as_os_str()),
            ("PATH", path.as_ref()),
            ("SUMMARY", summary.as_ref()),
        ];
        let words = ["publish-check", "--offline", "--git", "HEAD"];
        run_with(project.folder.path(), &words, &variables)
    };

    let ran = check("no semver update required");
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let agreed = "diff: nothing\ncargo semver-checks: no breaking change\n";
    assert!(ran.results.starts_with(agreed), "{}", ran.results);

    let ran = check("semver requires new major version: 1 major and 0 minor checks failed");
    assert_eq!(ran.code, Some(3));
    let differ = "error: `diff` and cargo-semver-checks disagree\ndiff: nothing\n\
                  cargo semver-checks: breaking\n";
    assert!(ran.messages.starts_with(differ), "{}", ran.messages);

    fs::remove_file(bin.join("cargo-semver-checks")).expect("removed");
    let ran = check("");
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let absent = "cargo semver-checks: not installed (`cargo install cargo-semver-checks`)\n";
    assert!(ran.results.contains(absent), "{}", ran.results);
}
