//! `cargo xtask codegen`: reads the configuration, calls the generator, writes or checks.

use codegen::config::{self, Config};
use codegen::document::Document;
use codegen::document::diagnostic::Diagnostics;
use codegen::output::{RuntimeChange, write};
use codegen::rust::fidelity;
use codegen::{Failure, Generation};
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
                let folder = config.output.clone();
                let generated = Generated { counts, folder, files, runtime: runtime_change(&plan) };
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
    if arguments.deny_new_gaps {
        let gaps = new_gaps(plan);
        if !gaps.is_empty() {
            return Outcome::Denied { generated, gaps };
        }
    }
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

/// How the version of the runtime in the output folder differs from the generated one.
fn runtime_change(plan: &write::Plan<'_>) -> Option<RuntimeChange> {
    let (before, after) = plan.change("Cargo.toml")?;
    RuntimeChange::between(&before, after)
}

/// The gaps that the report in the output folder does not list.
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

    /// Generates a document with one schema, which is `Name`.
    fn generate(folder: &Path, schema: &str, options: &[&str]) -> Report {
        let (document, out) = (folder.join("spec.yaml"), folder.join("client"));
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: Zoo, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{Name: {schema}}}}}\n"
        );
        fs::write(&document, text).expect("written");
        let [document, out] = [&document, &out].map(|path| path.to_str().expect("UTF-8"));
        let words = ["xtask", "--spec", document, "--out", out];
        codegen(&Line::parse_from(words.iter().chain(options)).arguments)
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

    /// Says in the client's `Cargo.toml` that its runtime has another version.
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
    fn another_version_of_the_runtime_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let check = || generate(path, "{type: string}", &["--check"]);
        let first = generate(path, "{type: string}", &[]);
        assert!(!first.results.contains("runtime"), "the client is new: {}", first.results);
        assert!(!check().results.contains("runtime"), "it is up to date");

        record(path, "0.0.9");
        let line = check().results.lines().last().expect("a line").to_owned();
        assert!(line.starts_with("runtime: version 0.0.9 in "), "{line}");
        for part in ["is older than ", "CHANGELOG.md", "`cargo xtask codegen --spec "] {
            assert!(line.contains(part), "{line}");
        }
        let written = generate(path, "{type: string}", &[]).results;
        assert!(written.contains(", was 0.0.9;"), "{written}");
        assert_eq!(check().exit, Exit::Fine);

        record(path, "999.0.0");
        let results = check().results;
        assert!(results.contains("is newer than ") && results.contains("update the generator"));
        let json = generate(path, "{type: string}", &["--check", "--message-format", "json"]);
        assert!(json.results.contains(r#""runtime":{"client":"999.0.0","#), "{}", json.results);
    }
}
