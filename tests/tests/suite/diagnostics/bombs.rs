//! Documents that try to exhaust time, memory or the stack. Each is read in a separate process,
//! which must end with an error or a crate, within limits.

#[cfg(unix)]
mod files;
mod texts;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use self::texts::{Bomb, End, bombs};

/// The CPU time limit. With optimizations, each bomb needs less than a second; this build may be
/// unoptimized.
const MAX_TIME: Duration = Duration::from_secs(10);

/// The memory limit in KiB.
const MAX_MEMORY: usize = 256 << 10;

#[test]
fn bombs_end_in_an_error_or_a_crate() {
    let folder = tempfile::tempdir().expect("a folder");
    let faults: Vec<String> =
        bombs().iter().filter_map(|bomb| fault(bomb, folder.path()).err()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Returns the reason why `bomb` does not end as expected.
fn fault(bomb: &Bomb, folder: &Path) -> Result<(), String> {
    let document = folder.join(bomb.name);
    std::fs::write(&document, (bomb.text)()).expect("written");
    let start = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_generate"))
        .args([&document, &document.with_extension("client")])
        .output()
        .expect("a process");
    let wall = start.elapsed();
    let output = String::from_utf8_lossy(&child.stdout);
    let parts: Vec<&str> = output.trim_end().split(';').collect();
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
    if time > MAX_TIME {
        return Err(format!("{}: took {time:?}", bomb.name));
    }
    if memory > MAX_MEMORY {
        return Err(format!("{}: took {} MB", bomb.name, memory >> 10));
    }
    Ok(())
}
