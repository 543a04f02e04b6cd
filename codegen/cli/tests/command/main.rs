//! Tests of the program, run as a user runs it.

#[cfg(unix)]
mod cargo;
#[cfg(unix)]
mod cycle;
mod elsewhere;
mod init;
#[cfg(unix)]
mod measured;
mod playground;
mod program;
#[cfg(unix)]
mod publish_check;
mod server;
mod update;
mod watch;
#[cfg(unix)]
mod workflows;
mod zoo;
