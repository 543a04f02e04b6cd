//! `generate`: reads the configuration, runs the generator, and writes or compares the files.

use clap::Args;
use codegen::internals::config::Config;
use codegen::internals::document::Document;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::output::RuntimeChange;
use codegen::internals::output::write::{self, Merged};
use codegen::internals::rust::fidelity;
use codegen::internals::{Failure, Generation};
use serde_json::Value;

use crate::arguments::{MessageFormat, Request};
use crate::configuration::{self, Configuration};
use crate::invocation::Invocation;
use crate::outcome::{Generated, Outcome, Report, Run};
use crate::progress::Progress;
use crate::timings::Timings;
use crate::{describe, machine, watch};

const EXIT_CODES: &str = "\
Exit codes:
  0  the crate is up to date, or was written
  1  the document, the configuration or the output folder has errors; when they were found \
before the writing began, nothing was written
  2  the command line is invalid
  3  --check: files are stale
  4  --deny-new-gaps: there are new gaps; nothing was written";

/// Reads an OpenAPI 3.0, 3.1 or 3.2 document and writes a Rust client crate.
///
/// Without arguments, it reads the nearest `codegen.toml`. Files that are up to date are not
/// touched, files of an earlier run that are no longer generated are removed, and files that the
/// generator didn't write are never changed.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(flatten)]
    request: Request,

    /// Write nothing; list the files that are stale, and fail if there are any
    #[arg(long)]
    check: bool,

    /// Keep running, and generate again whenever the document, an overlay or the configuration is
    /// saved; prints the changes to `api.txt`. Ctrl-C stops it
    #[arg(long, conflicts_with = "check")]
    watch: bool,
}

/// Selects whether the files are written or only compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write the files.
    Write,
    /// Compare the files with those in the folder.
    Check,
}

/// Runs the command and returns its report; with `--watch`, it never returns.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    let Arguments { request, check, watch } = arguments;
    if *watch {
        watch::run(request, invocation);
    }
    let mode = if *check { Mode::Check } else { Mode::Write };
    report(&perform(request, mode, invocation), request, invocation)
}

/// Returns the report of a run, in the requested format.
pub(crate) fn report(run: &Run, request: &Request, invocation: &Invocation) -> Report {
    match request.message_format {
        MessageFormat::Human => describe::report(run, request, invocation),
        MessageFormat::Json => machine::report(run, request),
    }
}

/// Runs a request.
pub(crate) fn perform(request: &Request, mode: Mode, invocation: &Invocation) -> Run {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Vec::new();
    let read = configuration::read(request, invocation, &mut sources, &mut diagnostics);
    let Some(configuration) = read else {
        let document = Document { value: Value::Null, sources, origins: Vec::new() };
        return Run {
            outcome: Outcome::Refused,
            document,
            diagnostics,
            timings: Timings::default(),
        };
    };
    let delivery = Delivery { request, mode, repair: request.repair(invocation) };
    let mut run = generate(&configuration, delivery);
    // Diagnostics about the configuration show lines of its file.
    run.document.sources.append(&mut sources);
    run
}

/// The delivery options for generated files.
struct Delivery<'a> {
    request: &'a Request,
    mode: Mode,
    /// The command that writes the files.
    repair: String,
}

fn generate(configuration: &Configuration, delivery: Delivery<'_>) -> Run {
    let request = delivery.request;
    let Configuration { config, entries } = configuration;
    let mut timings = Timings::default();
    let progress = match request.message_format {
        MessageFormat::Human if !request.quiet => Progress::delayed(),
        _ => Progress::hidden(),
    };
    let generation = codegen::internals::generate_as_configured(config, entries, &mut |stage| {
        timings.begin(stage);
        progress.stage(stage);
    });
    let mut run = match generation {
        Err(failure) => {
            let Failure { document, diagnostics } = *failure;
            Run { outcome: Outcome::Refused, document, diagnostics, timings: Timings::default() }
        }
        Ok(generation) => {
            timings.begin("write");
            progress.stage("write");
            deliver(generation, config, delivery)
        }
    };
    timings.end();
    run.timings = timings;
    run
}

/// Writes the generated files to the output folder, or compares them with it.
fn deliver(generation: Generation, config: &Config, delivery: Delivery<'_>) -> Run {
    let Delivery { request, mode, repair } = delivery;
    let Generation { output, mut diagnostics, document, counts, .. } = generation;
    let merged = write::keep(output, &config.output, &config.kept, None);
    let merged = merged.map(|Merged { output, warnings }| {
        warnings.into_iter().for_each(|it| diagnostics.push(it));
        output
    });
    let output = merged.as_ref();
    let outcome = match output.map_err(Clone::clone).and_then(|it| write::plan(it, &config.output))
    {
        Ok(plan) => {
            let files = plan.files();
            let (folder, runtime) = (config.output.clone(), runtime_change(&plan));
            let generated = Generated { counts, folder, files, runtime, repair };
            let gaps = if request.deny_new_gaps { new_gaps(&plan) } else { Vec::new() };
            if gaps.is_empty() {
                execute(&plan, generated, mode, &mut diagnostics)
            } else {
                Outcome::Denied { generated, gaps }
            }
        }
        Err(error) => {
            diagnostics.push(error);
            Outcome::Refused
        }
    };
    Run { outcome, document, diagnostics, timings: Timings::default() }
}

fn execute(
    plan: &write::Plan<'_>,
    generated: Generated,
    mode: Mode,
    diagnostics: &mut Diagnostics,
) -> Outcome {
    if mode == Mode::Check {
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

/// Returns the difference between the runtime's versions in the output folder and in the generator.
fn runtime_change(plan: &write::Plan<'_>) -> Option<RuntimeChange> {
    let (before, after) = plan.change("Cargo.toml")?;
    RuntimeChange::between(&before, after)
}

/// Returns the gaps that the report in the output folder does not list.
fn new_gaps(plan: &write::Plan<'_>) -> Vec<String> {
    let Some((before, after)) = plan.change(fidelity::FILE) else { return Vec::new() };
    fidelity::new_gaps(&before, after).into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::Parser;

    use super::*;
    use crate::outcome::Exit;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    /// Generates a document with one schema, named `Name`.
    fn generate(folder: &Path, schema: &str, options: &[&str]) -> Report {
        let (document, out) = (folder.join("spec.yaml"), folder.join("client"));
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: Zoo, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{Name: {schema}}}}}\n"
        );
        fs::write(&document, text).expect("written");
        let [document, out] = [&document, &out].map(|path| path.to_str().expect("UTF-8"));
        let words = ["program", "--spec", document, "--out", out];
        let arguments = Line::parse_from(words.iter().chain(options)).arguments;
        run(&arguments, &Invocation::INSTALLED)
    }

    #[test]
    fn new_gaps_are_denied_until_they_are_accepted() {
        let folder = tempfile::tempdir().expect("a folder");
        let report_of = |folder: &Path| fs::read_to_string(folder.join("client/fidelity.txt"));
        let deny = ["--deny-new-gaps"];
        let open = "{type: string, maxLength: 7}";
        let more = "{type: string, maxLength: 7, pattern: a}";

        generate(folder.path(), open, &[]);
        assert_eq!(generate(folder.path(), open, &deny).exit, Exit::Fine, "none is new");
        let before = report_of(folder.path()).expect("a report");

        let denied = generate(folder.path(), more, &deny);
        assert_eq!(denied.exit, Exit::Gaps);
        let words: Vec<&str> = denied.results.split_whitespace().collect();
        assert_eq!(words, ["pattern", "\"a\"", "#/components/schemas/Name"]);
        assert_eq!(generate(folder.path(), more, &["--check", "--deny-new-gaps"]).exit, Exit::Gaps);
        assert_eq!(report_of(folder.path()).expect("a report"), before, "nothing was written");

        assert_eq!(generate(folder.path(), more, &[]).exit, Exit::Fine, "accepted");
        assert_eq!(generate(folder.path(), more, &deny).exit, Exit::Fine);
        assert_eq!(generate(folder.path(), open, &deny).exit, Exit::Fine, "one less");
    }

    /// Sets another version of the runtime in the client's `Cargo.toml`.
    fn record(folder: &Path, version: &str) {
        let place = folder.join("client/Cargo.toml");
        let text = fs::read_to_string(&place).expect("a manifest");
        let lines = text.lines().map(|line| match line.strip_prefix("runtime = ") {
            Some(_) => format!("runtime = \"{version}\"\n"),
            None => format!("{line}\n"),
        });
        let changed: String = lines.collect();
        assert_ne!(changed, text, "the version is recorded");
        fs::write(place, changed).expect("written");
    }

    #[test]
    fn another_runtime_version_is_reported_with_help() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let check = || generate(path, "{type: string}", &["--check"]);
        let first = generate(path, "{type: string}", &[]);
        assert!(!first.results.contains("runtime"), "the client is new: {}", first.results);
        assert!(!check().results.contains("runtime"), "it is up to date");

        record(path, "0.0.9");
        let line = check().results.lines().last().expect("a line").to_owned();
        assert!(line.starts_with("runtime: version 0.0.9 in "), "{line}");
        for part in ["is older than ", "CHANGELOG.md", "`openapi-crate generate --spec "] {
            assert!(line.contains(part), "{line}");
        }
        let written = generate(path, "{type: string}", &[]).results;
        assert!(written.contains("runtime: updated from version 0.0.9 to "), "{written}");
        assert_eq!(check().exit, Exit::Fine);

        record(path, "999.0.0");
        let results = check().results;
        assert!(results.contains("is newer than ") && results.contains("update the generator"));
        let json = generate(path, "{type: string}", &["--check", "--message-format", "json"]);
        assert!(json.results.contains(r#""runtime":{"client":"999.0.0","#), "{}", json.results);
    }

    #[test]
    fn help_documents_the_exit_codes() {
        let Err(error) = Line::try_parse_from(["program", "--help"]) else { panic!("no help") };
        let help = error.to_string();
        for code in ["  0  ", "  1  ", "  2  ", "  3  ", "  4  "] {
            assert!(help.contains(code), "{help}");
        }
    }
}
