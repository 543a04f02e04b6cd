//! Checks statements of the README about the client: the number of its dependencies, and its
//! `Debug` output.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use polar_client::{Client, Server};

/// Returns the rows of the README's table: the flags of `cargo tree`, and the number of crates.
fn rows(readme: &str) -> Vec<(String, usize)> {
    let table = readme.split("| features of `polar-client` |").nth(1).expect("the table");
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = lines.map(|line| line.trim_matches('|').split('|').collect::<Vec<_>>());
    cells
        .map(|cells| {
            let [_, flags, crates] = cells[..] else { panic!("three cells: {cells:?}") };
            let crates = crates.trim().parse().expect("a number");
            (flags.replace('`', "").trim().to_owned(), crates)
        })
        .collect()
}

/// Returns the number of crates that the client adds to a program, including the client itself.
fn crates(workspace: &Path, flags: &str) -> usize {
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "-p", "polar-client"])
        .args(flags.split_whitespace())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    tree.lines().map(|line| line.trim_end_matches(" (*)")).collect::<BTreeSet<_>>().len()
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

fn readme() -> String {
    std::fs::read_to_string(workspace().join("README.md")).expect("the README")
}

#[test]
fn the_readme_shows_the_debug_output() {
    let readme = readme();
    let shown = readme.lines().find_map(|line| line.strip_prefix("client:   "));
    let shown = shown.expect("the output of the example");
    let url = shown.split('"').nth(1).expect("the server's URL");
    let builder = Client::builder().access_token("polar_oat_secret");
    let client = builder.server(Server::Custom(url.to_owned())).build().expect("a client");
    assert_eq!(format!("{client:?}"), shown);
}

#[test]
fn the_readme_counts_the_crates() {
    let rows = rows(&readme());
    assert!(rows.len() > 2, "{rows:?}");
    for (flags, count) in rows {
        assert_eq!(count, crates(workspace(), &flags), "with `{flags}`");
    }
}
