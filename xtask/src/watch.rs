//! `cargo xtask codegen --watch`: generates again when a file that was read changes, and shows what
//! became of `api.txt`.

mod changes;
mod inputs;

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use codegen::config::Config;

use crate::arguments::{Arguments, MessageFormat};
use crate::{command, configuration};
use inputs::Inputs;

/// How often the files are looked at. They are as they shall be when they stay the same that long:
/// editors save in several steps.
const PAUSE: Duration = Duration::from_millis(200);

/// Runs the command, and again after each change, until the process is ended.
///
/// The files are looked at, and not subscribed to: there are few of them, and folders that are
/// mounted from another system do not tell of changes.
pub(crate) fn run(arguments: &Arguments) -> ! {
    let mut inputs = Inputs::default();
    loop {
        inputs.look();
        inputs.add(configuration::file(arguments));
        let config = config(arguments);
        if let Some(config) = &config {
            inputs.add([config.document.clone()]);
            inputs.add(config.overlays.iter().cloned());
        }
        let before = config.as_ref().map(|it| surface(&it.output));
        let run = command::run(arguments);
        inputs.add(run.document.sources.iter().map(|source| PathBuf::from(&source.file)));
        command::report(&run, arguments).print();
        if let (Some(config), Some(before)) = (config, before)
            && arguments.message_format == MessageFormat::Human
        {
            show_changes(&before, &surface(&config.output));
        }
        wait(&inputs);
    }
}

/// Waits for a change, and for its end.
fn wait(inputs: &Inputs) {
    let mut last = inputs.clone();
    loop {
        thread::sleep(PAUSE);
        let mut now = last.clone();
        now.look();
        if now == last && now != *inputs {
            return;
        }
        last = now;
    }
}

/// The configuration, where it can be read.
fn config(arguments: &Arguments) -> Option<Config> {
    let (mut sources, mut diagnostics) = Default::default();
    Some(configuration::read(arguments, &mut sources, &mut diagnostics)?.config)
}

/// The listing of the crate in this folder; empty where there is none yet.
fn surface(folder: &Path) -> String {
    fs::read_to_string(folder.join("api.txt")).unwrap_or_default()
}

fn show_changes(before: &str, after: &str) {
    let mut output = std::io::stdout();
    let colours = output.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let _ = output.write_all(changes::text(before, after, colours).as_bytes());
    let _ = output.flush();
}
