//! Runs a command, and returns its output with its time and memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::ops::Add;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use wait4::Wait4 as _;

/// The cost of a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// The wall-clock time in seconds.
    pub wall: f64,
    /// The user-mode CPU time of all its threads in seconds, which is less affected by other load.
    pub user: f64,
    /// The peak memory of the process or of a child that it waited for, in bytes.
    pub peak: u64,
}

impl Add for Cost {
    type Output = Self;

    /// Adds the costs of consecutive processes.
    fn add(self, other: Self) -> Self {
        Self {
            wall: self.wall + other.wall,
            user: self.user + other.user,
            peak: self.peak.max(other.peak),
        }
    }
}

/// A finished process.
#[derive(Debug)]
pub struct Finished {
    /// The cost of the process.
    pub cost: Cost,
    /// The exit status.
    pub status: ExitStatus,
    /// The standard output.
    pub stdout: String,
    /// The standard error.
    pub stderr: String,
}

/// Runs `command` to completion and captures its output.
///
/// # Errors
///
/// It can't be started or waited for.
pub fn run(command: &mut Command) -> io::Result<Finished> {
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::null()).stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
    let (status, cost) = measure(command).map_err(|error| {
        let program = command.get_program().to_string_lossy();
        io::Error::new(error.kind(), format!("can't run `{program}`: {error}"))
    })?;
    Ok(Finished { cost, status, stdout: text(&mut stdout)?, stderr: text(&mut stderr)? })
}

/// Runs `command` to completion, without redirecting its output.
///
/// # Errors
///
/// It can't be started or waited for.
pub fn measure(command: &mut Command) -> io::Result<(ExitStatus, Cost)> {
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    let cost = Cost {
        wall: wall.as_secs_f64(),
        user: Duration::as_secs_f64(&ended.rusage.utime),
        peak: ended.rusage.maxrss,
    };
    Ok((ended.status, cost))
}

fn text(file: &mut File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the run with the median wall-clock time, with the least memory of all runs.
///
/// The least memory is used because the peak differs only by chance between runs. `None` for no
/// runs.
#[must_use]
pub fn median(mut runs: Vec<Cost>) -> Option<Cost> {
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    let peak = runs.iter().map(|cost| cost.peak).min()?;
    let wall = runs.get(runs.len() / 2)?.wall;
    runs.sort_by(|a, b| a.user.total_cmp(&b.user));
    Some(Cost { wall, user: runs.get(runs.len() / 2)?.user, peak })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(wall: f64, user: f64, peak: u64) -> Cost {
        Cost { wall, user, peak }
    }

    #[test]
    fn the_median_is_taken_of_each_time() {
        let runs = vec![cost(9.0, 1.0, 7), cost(1.0, 3.0, 5), cost(2.0, 2.0, 6)];
        assert_eq!(median(runs), Some(cost(2.0, 2.0, 5)));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn costs_add_up() {
        assert_eq!(cost(1.0, 2.0, 3) + cost(4.0, 5.0, 2), cost(5.0, 7.0, 3));
    }

    #[test]
    fn a_process_is_measured_and_its_output_kept() {
        let mut command = Command::new("sh");
        let finished = run(command.args(["-c", "echo out; echo err >&2; exit 3"])).expect("a run");
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!((finished.stdout.as_str(), finished.stderr.as_str()), ("out\n", "err\n"));
        assert!(finished.cost.peak > 100_000 && finished.cost.wall > 0.0);
        assert!(run(&mut Command::new("no-such-program")).is_err());
    }
}
