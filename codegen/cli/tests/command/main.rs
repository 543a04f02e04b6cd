//! The program as a user runs it.

mod elsewhere;
mod run;
mod server;
mod update;
mod watch;
