//! The output of the demo equals the output in the README.

use std::path::Path;
use std::process::Command;
use std::{fs, str};

/// A port of the local server, which is another one each time.
const PORT: &str = "http://127.0.0.1:";

#[test]
fn the_readme_shows_the_output() {
    let output = Command::new(env!("CARGO_BIN_EXE_demo")).output().expect("the demo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = str::from_utf8(&output.stdout).expect("text");

    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(readme).expect("the README");
    let start = readme.find("portal:   ").expect("the output in the README");
    let length = readme[start..].find("```").expect("the end of the block");
    let shown = &readme[start..start + length];
    assert_eq!(without_port(printed), without_port(shown));
}

/// The text without the digits of the port.
fn without_port(text: &str) -> String {
    let (before, after) = text.split_once(PORT).expect("the URL of the server");
    format!("{before}{PORT}{}", after.trim_start_matches(|it: char| it.is_ascii_digit()))
}
