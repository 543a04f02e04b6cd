//! The log of libFuzzer.

use std::path::Path;
use std::process::ExitStatus;
use std::{fs, io};

/// The number of last lines that are printed if a log contains no reason.
const LAST_LINES: usize = 5;

/// The result of a run of a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// The number of inputs that were tried.
    pub(crate) executions: usize,
    /// The number of edges between basic blocks that were reached.
    pub(crate) edges: usize,
    /// The number of inputs with unique coverage.
    pub(crate) inputs: usize,
    /// The peak memory, in megabytes.
    pub(crate) megabytes: usize,
    /// The failure and the path of its input.
    pub(crate) found: Option<String>,
}

impl Report {
    /// Reads the log of a run.
    ///
    /// # Errors
    /// The log can't be read.
    pub(crate) fn read(target: &str, log: &Path, status: ExitStatus) -> io::Result<Self> {
        // A log may end within a character.
        let text = String::from_utf8_lossy(&fs::read(log)?).into_owned();
        let mut report = Self::of(&text);
        if !status.success() {
            // The only reason of a stack overflow is the signal.
            let found = found(&text, &status.to_string());
            report.found = Some(format!("{target}: {found}\n  log: {}", log.display()));
        }
        Ok(report)
    }

    fn of(text: &str) -> Self {
        let status = |line: &&str| line.starts_with('#') && line.contains(" cov: ");
        let status = text.lines().rfind(status).unwrap_or_default();
        let all = |name| text.lines().rev().find_map(|line| number_after(line, name));
        Self {
            executions: all("stat::number_of_executed_units:")
                .or(number_after(status, "#"))
                .unwrap_or_default(),
            edges: number_after(status, " cov:").unwrap_or_default(),
            inputs: number_after(status, " corp:").unwrap_or_default(),
            megabytes: all("stat::peak_rss_mb:")
                .or(number_after(status, " rss:"))
                .unwrap_or_default(),
            found: None,
        }
    }
}

/// Returns the reason of a failure and the path of the input; if the log contains neither, the
/// status and the last lines of the log.
fn found(text: &str, status: &str) -> String {
    let mut lines = text.lines();
    let panic = lines.by_ref().find(|line| line.contains("panicked at "));
    let message = panic.and(lines.next());
    let reason = text.lines().find(|line| line.contains("ERROR: libFuzzer"));
    let input = text.lines().rev().find_map(|line| line.split_once("unit written to "));
    let parts = [panic, message, reason.filter(|_| panic.is_none())];
    let mut parts: Vec<_> = parts.into_iter().flatten().map(str::trim).collect();
    let input = input.map(|(_, path)| format!("input: {path}"));
    parts.extend(input.as_deref());
    if parts.is_empty() {
        let lines: Vec<_> = text.lines().rev().take(LAST_LINES).collect();
        parts.push(status);
        parts.extend(lines.into_iter().rev());
    }
    parts.join("\n  ")
}

/// Returns the number after this name.
fn number_after(line: &str, name: &str) -> Option<usize> {
    let rest = line.split_once(name)?.1.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_numbers_count() {
        let text = "\
#2\tINITED cov: 8 ft: 9 corp: 1/1b exec/s: 0 rss: 27Mb
#4096\tREDUCE cov: 12 ft: 13 corp: 5/11b lim: 4 exec/s: 2 rss: 28Mb L: 2/2 MS: 1 EraseBytes-
";
        let report = Report::of(text);
        assert_eq!((report.executions, report.edges), (4096, 12));
        assert_eq!((report.inputs, report.megabytes), (5, 28));
        let done =
            format!("{text}stat::number_of_executed_units: 5000\nstat::peak_rss_mb:    30\n");
        let report = Report::of(&done);
        assert_eq!((report.executions, report.megabytes), (5000, 30));
    }

    #[test]
    fn findings_have_a_reason_and_an_input() {
        let text = "\
thread '<unnamed>' (1) panicked at src/a.rs:1:2:
no such thing
SUMMARY: libFuzzer: deadly signal
artifact_prefix='x/'; Test unit written to x/crash-0
";
        let expected = "thread '<unnamed>' (1) panicked at src/a.rs:1:2:\n  no such thing\n  \
                        input: x/crash-0";
        assert_eq!(found(text, "exit status: 77"), expected);
        let text = "==7== ERROR: libFuzzer: timeout after 10 seconds\nTest unit written to x/t\n";
        assert!(found(text, "").starts_with("==7== ERROR: libFuzzer: timeout"));
        let text = "1\n2\n3\n4\n5\n#6\tNEW";
        let expected = "signal: 11 (SIGSEGV)\n  2\n  3\n  4\n  5\n  #6\tNEW";
        assert_eq!(found(text, "signal: 11 (SIGSEGV)"), expected);
    }
}
