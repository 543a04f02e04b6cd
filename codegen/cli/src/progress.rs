//! The spinner of a run that takes a while.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run stays without a spinner.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the spinner turns.
const TICK: Duration = Duration::from_millis(100);

/// A spinner on the standard error that names the current stage. It appears after a second, only
/// on a terminal, and is cleared when it is dropped.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped to tell the waiting thread that the run is over.
    over: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Progress {
    /// A spinner that appears when the run takes long.
    pub(crate) fn after_a_second() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_style(ProgressStyle::default_spinner());
        let (over, end) = mpsc::channel();
        let shown = bar.clone();
        let waiting = thread::spawn(move || {
            if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, over: Some(over), waiting: Some(waiting) }
    }

    /// A spinner that never appears.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), over: None, waiting: None }
    }

    /// Shows the name of the stage that begins.
    pub(crate) fn stage(&self, stage: impl ToString) {
        self.bar.set_message(stage.to_string());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(waiting) = self.waiting.take() {
            // The thread can't panic; if it did, there is nothing to clear.
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}
