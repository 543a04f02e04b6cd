//! Runs the program and returns its output; runs Git.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The exit code and output of a run.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) results: String,
    pub(crate) messages: String,
}

/// Runs the program in `folder`.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

/// Runs the program in `folder`, with additional environment variables.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &OsStr)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-crate"));
    // Cargo's variables refer to this workspace, and a proxy would intercept requests to the local
    // server.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy().to_lowercase();
        if text.starts_with("cargo") || text.ends_with("_proxy") {
            command.env_remove(name);
        }
    }
    command.envs(variables.iter().copied());
    let output = command.args(arguments).current_dir(folder).output().expect("the command");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code(), results: text(output.stdout), messages: text(output.stderr) }
}

/// Runs a Git command in `folder`, with a fixed author.
pub(crate) fn git(folder: &Path, words: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
    git.args(["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]).args(words);
    assert!(git.current_dir(folder).status().expect("git").success(), "{words:?}");
}
