//! The spinner of a slow run.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The time before the spinner appears.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two frames of the spinner.
const FRAME_INTERVAL: Duration = Duration::from_millis(100);

/// A spinner on stderr that names the current stage. It appears after a second, only on a terminal,
/// and is cleared on drop.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped to signal the end of the run to the waiting thread.
    over: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Progress {
    /// Creates a spinner that appears after a second.
    pub(crate) fn delayed() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_style(ProgressStyle::default_spinner());
        let (over, end) = mpsc::channel();
        let shown = bar.clone();
        let waiting = thread::spawn(move || {
            if end.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(FRAME_INTERVAL);
            }
        });
        Self { bar, over: Some(over), waiting: Some(waiting) }
    }

    /// Creates a spinner that never appears.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), over: None, waiting: None }
    }

    /// Shows the name of a stage that begins.
    pub(crate) fn stage(&self, stage: impl ToString) {
        self.bar.set_message(stage.to_string());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(waiting) = self.waiting.take() {
            // The thread can't panic; if it did, there would be nothing to clear.
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}
