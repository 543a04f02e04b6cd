//! `generate --watch` as a user runs it: a process, and files that are saved.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// The timeout for a line of output.
const TIMEOUT: Duration = Duration::from_secs(60);

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Fixture, version: \"1\"}
paths:
  /things: {get: {operationId: things, responses: {\"200\": {description: One, content: {application/json: {schema: {$ref: \"#/components/schemas/Thing\"}}}}}}}
components: {schemas: {Thing: {type: object, properties: {size: {type: integer}}}}}
";

/// The running command and its output.
struct WatchProcess {
    process: Child,
    lines: Receiver<String>,
}

impl WatchProcess {
    fn start(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_openapi-crate"))
            .current_dir(folder)
            .args(["generate", "--watch", "--spec", "api.yaml", "--overlay", "fix.yaml"])
            .args(["--out", "client"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command");
        let (sender, lines) = channel();
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(process.stdout.take().expect("an output")),
            Box::new(process.stderr.take().expect("an output")),
        ];
        for output in outputs {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(output).lines().map_while(Result::ok);
                lines.for_each(|line| drop(sender.send(line)));
            });
        }
        Self { process, lines }
    }

    /// Waits for a line that contains `expected`.
    fn wait_for(&self, expected: &str) {
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(TIMEOUT) {
                Ok(line) if line.contains(expected) => return,
                Ok(line) => said.push(line),
                Err(_) => panic!("no `{expected}` in {said:#?}"),
            }
        }
    }
}

impl Drop for WatchProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn each_saved_change_is_generated_and_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let (document, overlay) = (folder.path().join("api.yaml"), folder.path().join("fix.yaml"));
    let add = |property: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: Fix, version: \"1\"}}\nactions:\n  - target: \
             $.components.schemas.Thing.properties\n    update: {{{property}}}\n"
        )
    };
    fs::write(&document, DOCUMENT).expect("written");
    fs::write(&overlay, add("color: {type: string}")).expect("written");
    let process = WatchProcess::start(folder.path());
    process.wait_for("1 type");
    process.wait_for("+ struct Thing");

    // Saved by overwriting the file.
    fs::write(&document, DOCUMENT.replace("integer", "string")).expect("written");
    process.wait_for("1 type");
    process.wait_for("-   size");
    process.wait_for("+   size");

    // A broken document: the error has its location, and the crate stays.
    fs::write(&document, "openapi: [").expect("written");
    process.wait_for("api.yaml:");
    assert!(folder.path().join("client/api.txt").is_file());

    // Saved by renaming a new file.
    let new = folder.path().join("new.yaml");
    fs::write(&new, DOCUMENT.replace("integer", "boolean")).expect("written");
    fs::rename(&new, &document).expect("renamed");
    process.wait_for("+   size");

    fs::write(&overlay, add("weight: {type: number}")).expect("written");
    process.wait_for("-   color");
    process.wait_for("+   weight");
}
