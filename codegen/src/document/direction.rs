//! [`Direction`]: who sends a value.

/// Who sends a value, as a client sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The client: it is part of a request.
    Sent,
    /// The server: it is part of a response or of a webhook's request.
    Received,
}
