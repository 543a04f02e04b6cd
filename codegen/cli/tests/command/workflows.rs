//! The steps of the workflows that `init` writes, run with a fake `gh` and a fake `cargo`.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{git, run};
use crate::server::{Server, response};
use crate::zoo::DOCUMENT;

/// A fake `gh` for one pull request, whose description is in the file `$BODY`.
const GH: &str = r#"#!/bin/sh
body() {
    while [ "$1" != --body-file ]; do shift; done
    cp "$2" "$BODY"
}
case "$*" in
    'pr list '*'--json body '*) cat "$BODY" 2> /dev/null || true ;;
    'pr list '*'--json number '*) test -e "$BODY" && echo 7 || true ;;
    'pr create '*|'pr edit 7 '*--body-file*) body "$@" ;;
esac
"#;

/// A `cargo` that prints its arguments.
const CARGO: &str = "#!/bin/sh\necho \"cargo $*\"\n";

/// A new repository, and the programs that its workflows run.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new(spec: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ran = run(folder.path(), &["init", "--spec", spec, "zoo-sdk"]);
        assert_eq!(ran.code, Some(0), "{}", ran.messages);
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).expect("created");
        for (name, text) in [("gh", GH), ("cargo", CARGO)] {
            fs::write(bin.join(name), text).expect("written");
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(bin.join(name), mode).expect("set");
        }
        Self { folder }
    }

    fn sdk(&self) -> PathBuf {
        self.folder.path().join("zoo-sdk")
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path))
            .unwrap_or_else(|it| panic!("{path}: {it}"))
    }

    /// Runs a step as GitHub does, with the literal variables of the workflow and of the step, and
    /// with these.
    fn step(&self, file: &str, name: &str, variables: &[(&str, &str)]) -> Output {
        let workflow = parsed(&self.sdk().join(file));
        let step = steps(&workflow).find(|step| step["name"] == name).expect("a step");
        let mut command = Command::new("bash");
        command.args(["-e", "-c", step["run"].as_str().expect("a script")]);
        let program = Path::new(env!("CARGO_BIN_EXE_openapi-crate")).parent().expect("a folder");
        let mut path = OsString::from(self.folder.path().join("bin"));
        for folder in [Some(program.as_os_str().to_owned()), std::env::var_os("PATH")] {
            path.push(":");
            path.push(folder.unwrap_or_default());
        }
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"] {
            command.env_remove(name);
        }
        for level in [&workflow, step] {
            for (name, value) in level["env"].as_object().into_iter().flatten() {
                command.env(name, value.as_str().expect("text"));
            }
        }
        let at = |name: &str| self.folder.path().join(name);
        command.env("PATH", path).env("BODY", at("body.md")).env("RUNNER_TEMP", self.folder.path());
        command.env("GITHUB_OUTPUT", at("outputs")).envs(variables.iter().copied());
        command.current_dir(self.sdk()).output().expect("bash")
    }
}

fn parsed(file: &Path) -> Value {
    let text = fs::read_to_string(file).expect("a workflow");
    let mut diagnostics = Diagnostics::default();
    let value = load::load_text("workflow.yml", &text, &mut diagnostics).value;
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    value
}

/// Returns the steps of a workflow or an action.
fn steps(workflow: &Value) -> impl Iterator<Item = &Value> {
    let jobs = workflow["jobs"].as_object().into_iter().flat_map(|jobs| jobs.values());
    let lists = jobs.chain(workflow.get("runs")).filter_map(|job| job["steps"].as_array());
    lists.flatten()
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned()).concat()
}

#[test]
fn a_release_line_in_the_text_of_the_pull_request_sets_the_version_and_survives() {
    let added = DOCUMENT.replace("{name: {", "{age: {type: boolean}, name: {");
    let answers = [DOCUMENT, &added, &added, &added].map(|body| response("200 OK", "", body));
    let server = Server::new(Vec::from(answers));
    let repository = Repository::new(&format!("{}/zoo.yaml", server.url));
    let sdk = repository.sdk();
    let origin = repository.folder.path().join("origin.git");
    git(repository.folder.path(), &["init", "--quiet", "--bare", "origin.git"]);
    git(&sdk, &["init", "--quiet", "--initial-branch", "main"]);
    git(&sdk, &["remote", "add", "origin", origin.to_str().expect("UTF-8")]);
    git(&sdk, &["add", "."]);
    git(&sdk, &["commit", "-qm", "One"]);
    git(&sdk, &["tag", "v0.1.0"]);
    let daily = || {
        let file = ".github/workflows/update.yml";
        let ran = repository.step(file, "Update the client", &[]);
        assert!(ran.status.success(), "{}", said(&ran));
        let version = fs::read_to_string(sdk.join("codegen.toml")).expect("a configuration");
        let label = [("LABEL", "additive")];
        let ran = repository.step(file, "Open or update the pull request", &label);
        assert!(ran.status.success(), "{}", said(&ran));
        // The checkout of the next run.
        git(&sdk, &["switch", "--quiet", "main"]);
        git(&sdk, &["branch", "--quiet", "-D", "openapi-update"]);
        let version = version.lines().find(|line| line.starts_with("version = "));
        version.expect("a version").to_owned()
    };

    assert_eq!(daily(), "version = \"0.1.1\"");
    let body = repository.read("body.md");
    assert!(body.ends_with("add a line such as `Release: minor` to this description.\n"), "{body}");
    let edited = body.replace('\n', "\r\n") + "\r\nrelease: Minor\r\n";
    fs::write(repository.folder.path().join("body.md"), edited).expect("written");
    for _ in 0..2 {
        assert_eq!(daily(), "version = \"0.2.0\"");
        let body = repository.read("body.md");
        assert!(body.ends_with("\n\nRelease: minor\n"), "{body}");
    }
}

#[test]
fn the_generator_is_installed_only_from_the_configured_source() {
    let zoo = tempfile::tempdir().expect("a folder");
    let file = zoo.path().join("zoo.yaml");
    fs::write(&file, DOCUMENT).expect("written");
    let repository = Repository::new(file.to_str().expect("UTF-8"));
    let action = ".github/actions/openapi-crate/action.yml";
    let ran = repository.step(action, "Install the generator", &[("OPENAPI_CRATE", "")]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    for part in ["`OPENAPI_CRATE` is not set", action, "`--git URL --rev REV openapi-crate"] {
        assert!(said(&ran).contains(part), "{part}: {}", said(&ran));
    }
    let arguments = [("OPENAPI_CRATE", "--git a --rev b openapi-crate --locked")];
    let ran = repository.step(action, "Install the generator", &arguments);
    assert_eq!(said(&ran), "cargo install --git a --rev b openapi-crate --locked\n");

    for name in ["check", "publish", "update"] {
        let workflow = parsed(&repository.sdk().join(format!(".github/workflows/{name}.yml")));
        let uses = steps(&workflow).filter(|it| it["uses"] == "./.github/actions/openapi-crate");
        assert!(uses.count() > 0, "{name}");
        let scripts = steps(&workflow).filter_map(|it| it["run"].as_str());
        assert!(!scripts.collect::<String>().contains("cargo install"), "{name}");
    }
    let readme = repository.read("zoo-sdk/README.md");
    assert!(readme.contains("\n1. **Set the source of the generator**"), "{readme}");
}

#[test]
fn a_missing_trusted_publisher_is_explained() {
    let zoo = tempfile::tempdir().expect("a folder");
    let file = zoo.path().join("zoo.yaml");
    fs::write(&file, DOCUMENT).expect("written");
    let repository = Repository::new(file.to_str().expect("UTF-8"));
    let publish = ".github/workflows/publish.yml";
    let workflow = parsed(&repository.sdk().join(publish));
    let [token, next] = ["Get a registry token", "Explain the missing token"]
        .map(|name| steps(&workflow).position(|step| step["name"] == name).expect("a step"));
    assert_eq!(next, token + 1);
    let explain = steps(&workflow).nth(next).expect("a step");
    assert_eq!(explain["if"], "failure() && steps.registry.outcome == 'failure'");
    let ran = repository.step(publish, "Explain the missing token", &[]);
    for part in ["::error::", "trusted publisher", "`cargo publish --package zoo-sdk`"] {
        assert!(said(&ran).contains(part), "{part}: {}", said(&ran));
    }
}
