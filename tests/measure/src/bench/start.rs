//! The time from a clone to the first response, and from `cargo add` to the first response in
//! another project: nothing is compiled before, and the sources of the dependencies are downloaded.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::compile;
use crate::meter;
use crate::table::{Table, count, seconds};
use crate::workspace::{self, Workspace};

/// The program of the demo, which is the project of a user as well.
const SOURCES: &[(&str, &str)] = &[
    ("main.rs", include_str!("../../../demo/src/main.rs")),
    ("server.rs", include_str!("../../../demo/src/server.rs")),
];

/// The section.
pub(super) fn run(workspace: &Workspace, work: &Path) -> io::Result<String> {
    let folder = work.join("start");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let clone = folder.join("clone");
    let mut git = Command::new("git");
    git.args(["clone", "--quiet"]).arg(&workspace.root).arg(&clone);
    require(git.status()?.success(), "the workspace can't be cloned")?;

    let project = folder.join("project");
    write_project(&project, &clone)?;
    let (of_clone, of_project) = (folder.join("target"), folder.join("target-of-project"));
    let steps: [(&str, &Path, &Path, &[&str]); 4] = [
        ("`cargo xtask codegen`, in a clone", &clone, &of_clone, &["xtask", "codegen"]),
        ("then `cargo run -p demo`", &clone, &of_clone, &["run", "-p", "demo"]),
        (
            "then `cargo run -p demo`, after a change of the client",
            &clone,
            &of_clone,
            &["run", "-p", "demo"],
        ),
        ("`cargo run` of the same program in another project", &project, &of_project, &["run"]),
    ];
    let mut table = Table::new(&["Command", "Time", "user", "Crates compiled"]);
    for (step, (title, folder, target, words)) in steps.into_iter().enumerate() {
        workspace::print_progress(&format!("  {title}"));
        if step == 2 {
            touch(&clone.join("generated-client/src/lib.rs"))?;
        }
        let mut cargo = compile::cargo(folder, target);
        let finished = meter::run(cargo.env_remove("CARGO_INCREMENTAL").args(words))?;
        require(finished.status.success(), &finished.stderr)?;
        let crates = finished.stderr.matches("Compiling ").count();
        table.row(vec![
            title.to_owned(),
            seconds(finished.cost.wall),
            seconds(finished.cost.user),
            count(crates),
        ]);
    }
    fs::remove_dir_all(&folder)?;
    Ok(format!(
        "From an empty target folder to the first line of output. The sources of the dependencies \
         were\ndownloaded before.\n\n{}",
        table.markdown()
    ))
}

/// Writes the project of a user, which depends on the client of the clone.
fn write_project(project: &Path, clone: &Path) -> io::Result<()> {
    let manifest = format!(
        "\
[package]
name = \"project\"
edition = \"2024\"

[workspace]

[dependencies]
polar-client = {{ path = '{}' }}
serde_json = \"1\"
tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}
",
        clone.join("generated-client").display()
    );
    fs::create_dir_all(project.join("src"))?;
    fs::write(project.join("Cargo.toml"), manifest)?;
    fs::copy(clone.join("Cargo.lock"), project.join("Cargo.lock"))?;
    SOURCES.iter().try_for_each(|(name, text)| fs::write(project.join("src").join(name), text))
}

/// Makes Cargo compile the file again.
fn touch(file: &Path) -> io::Result<()> {
    fs::write(file, fs::read(file)?)
}

fn require(holds: bool, message: &str) -> io::Result<()> {
    if holds { Ok(()) } else { Err(io::Error::other(message.to_owned())) }
}
