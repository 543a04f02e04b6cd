//! stub
use clap::Args;
use std::process::ExitCode;
/// stub
#[derive(Args, Debug)]
pub struct Arguments {}
/// stub
pub fn run(_: &Arguments) -> ExitCode {
    ExitCode::SUCCESS
}
