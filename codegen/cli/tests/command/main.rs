//! The program as a user runs it.

mod elsewhere;
mod init;
mod program;
#[cfg(unix)]
mod publish_check;
mod server;
mod update;
mod watch;
mod zoo;
