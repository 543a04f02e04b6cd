//! Documents that are made to exhaust time, memory or the stack. Each is read in a process of its
//! own, which must end by itself, with an error or a crate, within bounds.

mod texts;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use codegen::config::{Config, Entries};
use codegen::diagnostic::Severity;

use self::texts::{Bomb, End, bombs};
use super::case::run;

/// The most processor time that one may take. With optimisations, each needs less than a second of
/// it; this build may be without.
const MOST_TIME: Duration = Duration::from_secs(10);

/// The most memory that one may take, in KiB.
const MOST_MEMORY: usize = 256 << 10;

/// Tells the process of its own what to read.
const DOCUMENT: &str = "CODEGEN_TEST_DOCUMENT";

/// What a process of its own prints before its findings.
const MARK: &str = "bomb:";

#[test]
fn bombs_end_in_an_error_or_a_crate() {
    let folder = tempfile::tempdir().expect("a folder");
    let faults: Vec<String> =
        bombs().iter().filter_map(|bomb| fault(bomb, folder.path()).err()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is wrong with how `bomb` ends.
fn fault(bomb: &Bomb, folder: &Path) -> Result<(), String> {
    let document = folder.join(bomb.name);
    std::fs::write(&document, (bomb.text)()).expect("written");
    let start = Instant::now();
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "diagnostics::bombs::in_a_process_of_its_own",
            "--ignored",
            "--nocapture",
        ])
        .env(DOCUMENT, &document)
        .output()
        .expect("a process");
    let wall = start.elapsed();
    let output = String::from_utf8_lossy(&child.stdout);
    let end = output.lines().find_map(|line| line.split_once(MARK).map(|(_, end)| end.trim()));
    let parts: Vec<&str> = end.unwrap_or_default().split(';').collect();
    let [codes, memory, time] = parts[..] else {
        let complaint = String::from_utf8_lossy(&child.stderr);
        return Err(format!("{}: broke down: {complaint}", bomb.name));
    };
    let memory: usize = memory.parse().unwrap_or(0);
    let time = time.parse().map_or(wall, Duration::from_millis);
    println!("{:<28} {codes:<16} {:>6} ms {:>6} MB", bomb.name, time.as_millis(), memory >> 10);
    let expected = match bomb.end {
        End::Refused(code) => code.as_str(),
        End::Generated => "",
    };
    if codes != expected {
        return Err(format!("{}: expected `{expected}`, found `{codes}`", bomb.name));
    }
    if time > MOST_TIME {
        return Err(format!("{}: took {time:?}", bomb.name));
    }
    if memory > MOST_MEMORY {
        return Err(format!("{}: took {} MB", bomb.name, memory >> 10));
    }
    Ok(())
}

#[test]
#[ignore = "`bombs_end_in_an_error_or_a_crate` runs it, as another process"]
fn in_a_process_of_its_own() {
    let Some(document) = std::env::var_os(DOCUMENT).map(PathBuf::from) else { return };
    let folder = document.with_extension("client");
    let config = Config::for_document(document, Vec::new(), folder, None);
    let (_, found) = run(&config, &Entries::default());
    let errors = found.iter().filter(|it| it.severity == Severity::Error);
    let mut codes: Vec<&str> = errors.map(|it| it.code.as_str()).collect();
    codes.dedup();
    let time = processor_time().map_or(String::new(), |time| time.to_string());
    println!("{MARK} {};{};{time}", codes.join(","), peak_memory().unwrap_or(0));
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
