//! `cargo xtask fuzz`: builds the fuzz targets with coverage, and runs them.

mod build;
mod log;
mod session;

use std::io;
use std::num::NonZero;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use fuzz::seeds::SEEDS;
use fuzz::{TARGETS, Target, target};
use measure::table::{Table, count};
use measure::workspace::{Workspace, print_progress};
use session::{Effort, Session};

const EXIT_CODES: &str = "\
Exit codes:
  0  no failure was found
  1  a target fails on an input, whose path is printed
  2  the command line is invalid
  3  the targets can't be built";

/// Fuzzes the readers of documents, and the requests and responses of clients.
///
/// libFuzzer mutates the seeds, which are taken from the fixtures, and saves each input that
/// reaches new code in `target/fuzz/corpus`: the next run continues from there. The stable
/// toolchain is sufficient; a C++ compiler is needed to compile libFuzzer.
///
/// An input that breaks a target is printed with its path. Once it is understood, move it to
/// `tests/fuzz/regressions/TARGET`: `cargo test` runs it from then on.
#[derive(Parser, Debug)]
#[command(bin_name = "cargo xtask fuzz", after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
struct Arguments {
    /// The targets to run [default: all]
    #[arg(value_name = "TARGET", value_parser = names())]
    targets: Vec<String>,

    /// The time that each target runs, in seconds
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,

    /// The seed of libFuzzer: the same inputs in the same order as another run with it, on an
    /// equally fast machine and without saved inputs of earlier runs [default: a random one]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seed: Option<u32>,

    /// The number of targets that run in parallel [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

fn names() -> PossibleValuesParser {
    TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().into()
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            print_progress(&format!("error: {error}"));
            ExitCode::from(3)
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let targets: Vec<&Target> = if arguments.targets.is_empty() {
        TARGETS.iter().collect()
    } else {
        arguments.targets.iter().filter_map(|name| target(name)).collect()
    };
    let workspace = Workspace::find()?;
    let programs = build::build(&workspace, &targets)?;
    let effort = Effort { seconds: arguments.seconds, seed: arguments.seed };
    let session = Session::prepare(&workspace.target, programs, &SEEDS.words)?;
    let jobs = arguments.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let reports = in_parallel(&targets, jobs, |target| session.run(target, effort))?;
    let mut table = Table::new(&["target", "executions", "edges", "inputs", "memory"]);
    for (target, report) in targets.iter().zip(&reports) {
        let memory = format!("{} MB", report.megabytes);
        let [executions, edges, inputs] =
            [report.executions, report.edges, report.inputs].map(count);
        table.row(vec![target.name.to_owned(), executions, edges, inputs, memory]);
    }
    print_progress(&table.markdown());
    let found: Vec<_> = reports.iter().filter_map(|report| report.found.as_deref()).collect();
    for found in &found {
        print_progress(found);
    }
    Ok(ExitCode::from(u8::from(!found.is_empty())))
}

/// Runs a function for each target, with a limited number in parallel, and returns the results in
/// order.
fn in_parallel<T: Send>(
    targets: &[&Target],
    jobs: usize,
    each: impl Fn(&Target) -> io::Result<T> + Sync,
) -> io::Result<Vec<T>> {
    let waiting = Mutex::new(targets.iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some((index, target)) = next() {
            done.push((index, each(target)));
        }
        done
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn results_are_in_the_order_of_the_targets() {
        let targets: Vec<_> = TARGETS.iter().collect();
        let names = in_parallel(&targets, 3, |target| Ok(target.name)).expect("no errors");
        assert_eq!(names, TARGETS.iter().map(|target| target.name).collect::<Vec<_>>());
    }
}
