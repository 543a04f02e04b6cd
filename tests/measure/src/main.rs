//! `cargo xtask corpus` and `cargo xtask bench`; and, if cargo calls it instead of `rustc`, the
//! meter of the compiler.

use std::process::ExitCode;

use clap::Parser;
use measure::{bench, compile, corpus};

/// Measures the generator.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    Corpus(corpus::Arguments),
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    if let Some(costs) = std::env::var_os(compile::COSTS) {
        return compile::meter(costs.as_ref(), std::env::args_os().skip(1));
    }
    match Command::parse() {
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        super::Command::command().debug_assert();
    }
}
