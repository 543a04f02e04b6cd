//! A run of the targets: their folders and programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use fuzz::Target;
use fuzz::seeds::SEEDS;
use measure::workspace::print_progress;

use crate::log::Report;

/// The time limit of a target for one input, in seconds.
const TIMEOUT: u32 = 10;

/// The memory limit of a target, in megabytes.
const MEMORY: u32 = 1024;

/// The state that the targets of a run share.
#[derive(Debug)]
pub(crate) struct Session {
    /// `target/fuzz`.
    folder: PathBuf,
    programs: BTreeMap<&'static str, PathBuf>,
}

/// The duration of a run, and its seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    pub(crate) seconds: u64,
    /// The seed of libFuzzer's random numbers; random if `None`.
    pub(crate) seed: Option<u32>,
}

impl Session {
    /// Writes the dictionary.
    ///
    /// # Errors
    /// The dictionary can't be written.
    pub(crate) fn prepare(
        target: &Path,
        programs: BTreeMap<&'static str, PathBuf>,
        words: &[String],
    ) -> io::Result<Self> {
        let folder = target.join("fuzz");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("words.dict"), dictionary(words))?;
        Ok(Self { folder, programs })
    }

    /// Runs a target for its duration, or until an input breaks it.
    ///
    /// # Errors
    /// A folder can't be written to, or the program can't be started.
    pub(crate) fn run(&self, target: &Target, effort: Effort) -> io::Result<Report> {
        let seeds = self.empty("seeds", target)?;
        for (index, seed) in (target.seeds)(&SEEDS).iter().enumerate() {
            fs::write(seeds.join(format!("{index:04}")), seed)?;
        }
        let scratch = self.empty("scratch", target)?;
        let corpus = self.folder.join("corpus").join(target.name);
        let found = self.folder.join("found").join(target.name);
        let logs = self.folder.join("logs");
        for folder in [&corpus, &found, &logs] {
            fs::create_dir_all(folder)?;
        }
        let log = logs.join(target.name);
        print_progress(&format!("{}: {} s, {}", target.name, effort.seconds, log.display()));
        let mut program = Command::new(&self.programs[target.name]);
        program
            .args([&corpus, &seeds])
            .arg(format!("-artifact_prefix={}/", found.display()))
            .arg(format!("-dict={}", self.folder.join("words.dict").display()))
            .arg(format!("-max_len={}", target.longest))
            .arg(format!("-max_total_time={}", effort.seconds))
            .arg(format!("-rss_limit_mb={MEMORY}"))
            .arg(format!("-timeout={TIMEOUT}"))
            .args(effort.seed.map(|seed| format!("-seed={seed}")))
            .arg("-print_final_stats=1")
            // A process that aborts leaves its temporary files here.
            .env("TMPDIR", &scratch)
            .stderr(fs::File::create(&log)?);
        let status = program.status()?;
        let mut report = Report::read(target.name, &log, status)?;
        if let Some(found) = &mut report.found {
            for input in files_below(&scratch)? {
                let _ = write!(found, "\n  the input was: {}", input.display());
            }
            let program = program.get_program().display();
            let _ = write!(found, "\n  smaller: {program} -minimize_crash=1 -runs=100000 INPUT");
        }
        Ok(report)
    }

    /// Empties a folder of a target, to remove files of an earlier run.
    fn empty(&self, name: &str, target: &Target) -> io::Result<PathBuf> {
        let folder = self.folder.join(name).join(target.name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// Returns the files in the subfolders of a folder, which a killed process has left.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for below in fs::read_dir(folder)? {
        let below = below?.path();
        if below.is_dir() {
            for file in fs::read_dir(below)? {
                files.push(file?.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Returns libFuzzer's dictionary of the words: one quoted string per line.
fn dictionary(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        text.push('"');
        for byte in word.bytes() {
            let _ = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => write!(text, "{}", char::from(byte)),
                _ => write!(text, "\\x{byte:02x}"),
            };
        }
        text.push_str("\"\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::dictionary;

    #[test]
    fn words_are_quoted() {
        let words = ["$ref".to_owned(), "é\"".to_owned()];
        assert_eq!(dictionary(&words), "\"\\x24ref\"\n\"\\xc3\\xa9\\x22\"\n");
    }
}
