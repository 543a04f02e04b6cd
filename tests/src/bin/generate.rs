//! The generator in a process of its own, for tests of time, memory, folder and language:
//! `generate DOCUMENT FOLDER` or `generate codegen.toml FOLDER` writes the crate to `FOLDER` and
//! prints the codes of all errors, the peak memory in KiB and the processor time in milliseconds,
//! with a semicolon between them.

use std::path::{Path, PathBuf};

use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::{Diagnostics, Severity};
use codegen::internals::document::load;
use codegen::internals::output::write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(read), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: generate FILE FOLDER".into());
    };
    let codes = match configuration(&read, &folder) {
        Ok(config) => generate(&config, &folder)?,
        Err(diagnostics) => codes(&diagnostics),
    };
    let memory = peak_memory().unwrap_or(0);
    let time = processor_time().map_or(String::new(), |time| time.to_string());
    println!("{};{memory};{time}", codes.join(","));
    Ok(())
}

/// The codes of the errors; without any, the crate is written.
fn generate(config: &Config, folder: &Path) -> Result<Vec<&'static str>, String> {
    match codegen::internals::generate(config, &mut |_| ()) {
        Ok(generation) => {
            let written = write::plan(&generation.output, folder).and_then(|it| write::write(&it));
            written.map(|_| Vec::new()).map_err(|error| error.message)
        }
        Err(failure) => Ok(codes(&failure.diagnostics)),
    }
}

fn configuration(read: &Path, folder: &Path) -> Result<Config, Diagnostics> {
    if read.extension().is_none_or(|it| it != "toml") {
        return Ok(Config::for_document(read.to_owned(), Vec::new(), folder.to_owned(), None));
    }
    let mut diagnostics = Diagnostics::default();
    let config = match load::load_source(read) {
        Ok(source) => config::read(&source.file, &source.text, &mut diagnostics),
        Err(refused) => {
            diagnostics.push(refused.1);
            None
        }
    };
    config.map(|(config, _)| config).ok_or(diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    let errors = diagnostics.as_slice().iter().filter(|it| it.severity == Severity::Error);
    let mut codes: Vec<&str> = errors.map(|it| it.code.as_str()).collect();
    codes.dedup();
    codes
}

/// The most memory that this process has had, in KiB, where the system says it.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The processor time of all threads of this process, in milliseconds, where the system says it.
fn processor_time() -> Option<usize> {
    const MILLISECONDS_A_TICK: usize = 10;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets, and may have spaces.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<usize>().ok());
    Some(ticks.sum::<Option<usize>>()? * MILLISECONDS_A_TICK)
}
