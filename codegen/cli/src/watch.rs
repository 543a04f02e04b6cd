//! `generate --watch`: generates again when an input file changes, and shows the changes to
//! `api.txt`.

mod changes;
mod inputs;

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use codegen::internals::config::Config;

use crate::arguments::{MessageFormat, Request};
use crate::configuration;
use crate::generate::{self, Mode};
use crate::invocation::Invocation;
use inputs::Inputs;

/// The polling interval. Files that are unchanged for one interval are complete: editors save in
/// several steps.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Runs the command, and again after each change, until the process is stopped.
///
/// The files are polled: there are few of them, and mounted file systems may not send
/// notifications.
pub(crate) fn run(request: &Request, invocation: &Invocation) -> ! {
    let mut inputs = Inputs::default();
    loop {
        inputs.refresh();
        inputs.add(configuration::file(request, invocation));
        let config = config(request, invocation);
        if let Some(config) = &config {
            inputs.add([config.document.clone()]);
            inputs.add(config.overlays.iter().cloned());
        }
        let before = config.as_ref().map(|it| surface(&it.output));
        let run = generate::perform(request, Mode::Write, invocation);
        inputs.add(run.document.sources.iter().map(|source| PathBuf::from(&source.file)));
        generate::report(&run, request, invocation).print();
        if let (Some(config), Some(before)) = (config, before)
            && request.message_format == MessageFormat::Human
        {
            show_changes(&before, &surface(&config.output));
        }
        wait(&inputs);
    }
}

/// Waits until a change is complete.
fn wait(inputs: &Inputs) {
    let mut last = inputs.clone();
    loop {
        thread::sleep(POLL_INTERVAL);
        let mut now = last.clone();
        now.refresh();
        if now == last && now != *inputs {
            return;
        }
        last = now;
    }
}

/// Returns the configuration, if it can be read.
fn config(request: &Request, invocation: &Invocation) -> Option<Config> {
    let (mut sources, mut diagnostics) = Default::default();
    Some(configuration::read(request, invocation, &mut sources, &mut diagnostics)?.config)
}

/// Returns the listing of the crate in this folder; empty if it doesn't exist yet.
fn surface(folder: &Path) -> String {
    fs::read_to_string(folder.join("api.txt")).unwrap_or_default()
}

fn show_changes(before: &str, after: &str) {
    let mut output = std::io::stdout();
    let colours = output.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let _ = output.write_all(changes::text(before, after, colours).as_bytes());
    let _ = output.flush();
}
