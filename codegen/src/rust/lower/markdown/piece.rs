//! The pieces that running text is cut into before it is written as lines.

use super::tree::Style;

/// A piece of running text: between two pieces there is nothing, not even a space.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Open(Style),
    Close(Style),
    Space,
    End(Ending),
}

/// The end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Line,
    Break,
}
