//! The program as a user runs it.

mod elsewhere;
mod watch;
