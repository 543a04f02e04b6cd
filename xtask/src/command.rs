//! `cargo xtask codegen`: reads the configuration, calls the generator, writes or checks.

use codegen::config::{self, Config};
use codegen::diagnostic::Diagnostics;
use codegen::document::Document;
use codegen::{Failure, Generation, write};
use serde_json::Value;

use crate::arguments::{Arguments, MessageFormat};
use crate::configuration::{self, Configuration};
use crate::outcome::{Generated, Outcome, Report, Run};
use crate::progress::Progress;
use crate::timings::Timings;
use crate::{describe, machine};

/// Runs the command and gives what to print.
pub(crate) fn codegen(arguments: &Arguments) -> Report {
    report(&run(arguments), arguments)
}

/// What to print of a run.
pub(crate) fn report(run: &Run, arguments: &Arguments) -> Report {
    match arguments.message_format {
        MessageFormat::Human => describe::report(run, arguments),
        MessageFormat::Json => machine::report(run, arguments),
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Run {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Vec::new();
    let Some(configuration) = configuration::read(arguments, &mut sources, &mut diagnostics) else {
        let document = Document { value: Value::Null, sources, origins: Vec::new() };
        return Run {
            outcome: Outcome::Refused,
            document,
            diagnostics,
            timings: Timings::default(),
        };
    };
    let mut run = generate(&configuration, arguments);
    // Diagnostics about the configuration show its lines.
    run.document.sources.append(&mut sources);
    run
}

fn generate(configuration: &Configuration, arguments: &Arguments) -> Run {
    let Configuration { config, entries } = configuration;
    let mut timings = Timings::default();
    let progress = match arguments.message_format {
        MessageFormat::Human if !arguments.quiet => Progress::after_a_second(),
        _ => Progress::hidden(),
    };
    let generation = codegen::generate(config, &mut |stage| {
        timings.begin(stage);
        progress.stage(stage);
    });
    let mut run = match generation {
        Err(failure) => {
            let Failure { document, diagnostics } = *failure;
            Run { outcome: Outcome::Refused, document, diagnostics, timings: Timings::default() }
        }
        Ok(mut generation) => {
            timings.begin("write");
            progress.stage("write");
            // What an entry of the file is about may be left out by the command line.
            if arguments.include.is_empty() && arguments.exclude.is_empty() {
                config::report_unused(entries, &generation.used, &mut generation.diagnostics);
            }
            deliver(generation, config, arguments)
        }
    };
    timings.end();
    run.timings = timings;
    run
}

/// Brings the generated files to the output folder, or compares them with it.
fn deliver(generation: Generation, config: &Config, arguments: &Arguments) -> Run {
    let Generation { output, mut diagnostics, document, counts, .. } = generation;
    let outcome = if diagnostics.has_errors() {
        Outcome::Refused
    } else {
        match write::plan(&output, &config.output) {
            Ok(plan) => {
                let files = plan.files();
                let generated = Generated { counts, folder: config.output.clone(), files };
                carry_out(&plan, generated, arguments, &mut diagnostics)
            }
            Err(error) => {
                diagnostics.push(error);
                Outcome::Refused
            }
        }
    };
    Run { outcome, document, diagnostics, timings: Timings::default() }
}

fn carry_out(
    plan: &write::Plan<'_>,
    generated: Generated,
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
) -> Outcome {
    if arguments.check {
        return Outcome::Checked { generated, stale: write::check(plan) };
    }
    match write::write(plan) {
        Ok(summary) => Outcome::Written { generated, summary },
        Err(error) => {
            diagnostics.push(error);
            Outcome::Unfinished
        }
    }
}
