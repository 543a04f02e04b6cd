//! [`Direction`]: the sender of a value.

/// The sender of a value, from the perspective of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The client: it is part of a request.
    Sent,
    /// The server: it is part of a response or of a webhook's request.
    Received,
}
