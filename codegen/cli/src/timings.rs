//! The durations of the stages.

use std::time::{Duration, Instant};

/// The stages that have begun, and their durations.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    finished: Vec<(String, Duration)>,
    running: Option<(String, Instant)>,
}

impl Timings {
    /// Ends the running stage, if any, and begins `stage`.
    pub(crate) fn begin(&mut self, stage: impl ToString) {
        self.end();
        self.running = Some((stage.to_string(), Instant::now()));
    }

    /// Ends the running stage.
    pub(crate) fn end(&mut self) {
        if let Some((stage, start)) = self.running.take() {
            self.finished.push((stage, start.elapsed()));
        }
    }

    /// Returns the stages that have ended, in order.
    pub(crate) fn stages(&self) -> &[(String, Duration)] {
        &self.finished
    }

    /// Returns the duration of all stages together.
    pub(crate) fn total(&self) -> Duration {
        self.finished.iter().map(|(_, duration)| duration).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_ends_where_the_next_begins() {
        let mut timings = Timings::default();
        timings.begin("load");
        std::thread::sleep(Duration::from_millis(5));
        timings.begin("write");
        timings.end();
        timings.end();
        let names: Vec<&str> = timings.stages().iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["load", "write"]);
        assert!(timings.total() >= Duration::from_millis(5));
    }
}
