//! The third step: `cargo check` and `cargo clippy` of the generated crate, where a warning is a
//! failure.

use std::io;

use super::Run;
use super::generate::Output;
use super::row::{Row, Step};
use crate::compile::{self, Compilation, Compiled, Depth, Message};
use crate::table::plural;
use crate::workspace::print_progress;

/// Compiles the shared dependencies of all generated crates, so that the time of a crate is not
/// measured while another compiler is running.
pub(super) fn compile_dependencies(run: &Run) -> io::Result<()> {
    let folder = run.work.join("dependencies");
    compile::cargo_wrapper(&run.workspace.root.join("generated-client"), &folder)?;
    let manifest = folder.join("Cargo.toml");
    let mut text = std::fs::read_to_string(&manifest)?;
    text.push_str("\n[workspace]\n");
    std::fs::write(manifest, text)?;
    std::fs::copy(run.workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let target = run.work.join("build");
    let compiled =
        Compilation { folder: &folder, target: &target, depth: Depth::Check, features: &[] }
            .run()?;
    if compiled.succeeded {
        return Ok(());
    }
    print_progress(&compiled.log);
    Err(io::Error::other("the dependencies of the generated crates do not compile"))
}

/// Checks or lints the crate, and adds the compiler's messages and the cost of a check to `row`.
pub(super) fn run(run: &Run, output: &Output, step: Step, row: &mut Row) -> io::Result<()> {
    let target = run.work.join("build");
    let depth = if step == Step::Clippy { Depth::Clippy } else { Depth::Check };
    let compilation = Compilation { folder: &output.folder, target: &target, depth, features: &[] };
    let compiled = compilation.run()?;
    record(output, &compiled, step, row);
    Ok(())
}

/// Adds the result of one crate's compilation to `row`.
pub(super) fn record(output: &Output, compiled: &Compiled, step: Step, row: &mut Row) {
    row.done(&output.document, step);
    let target = output.package.replace('-', "_");
    if let Some(cost) = compiled.costs.get(&target).filter(|_| step == Step::Check) {
        row.check = Some(row.check.unwrap_or_default() + *cost);
    }
    let messages: Vec<&Message> =
        compiled.messages.iter().filter(|message| message.target == target).collect();
    let errors = messages.iter().filter(|message| message.level != "warning").count();
    if let Some(first) = messages.first() {
        let warnings = messages.len() - errors;
        let message = format!(
            "{} and {}, the first: {}: {}",
            plural(errors, "error"),
            plural(warnings, "warning"),
            first.level,
            first.text
        );
        row.fail(&output.document, step, "#", &message);
    } else if !compiled.costs.contains_key(&target) {
        let last = compiled.log.trim_end().lines().last().unwrap_or("no reason given");
        row.fail(&output.document, step, "#", &format!("not compiled: {last}"));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::*;
    use crate::meter::Cost;

    fn recorded(costs: &[&str], messages: &[(&str, &str)]) -> Row {
        let cost = Cost { wall: 1.0, user: 1.0, peak: 1 };
        let message = |(target, level): &(&str, &str)| Message {
            target: (*target).to_owned(),
            level: (*level).to_owned(),
            text: "what".to_owned(),
        };
        let compiled = Compiled {
            succeeded: messages.is_empty(),
            costs: costs.iter().map(|name| ((*name).to_owned(), cost)).collect::<BTreeMap<_, _>>(),
            messages: messages.iter().map(message).collect(),
            log: "why not\n".to_owned(),
        };
        let output = Output {
            document: "a".to_owned(),
            package: "corpus-a".to_owned(),
            folder: PathBuf::new(),
        };
        let mut row = Row::new("a");
        record(&output, &compiled, Step::Check, &mut row);
        row
    }

    #[test]
    fn a_warning_is_a_failure() {
        let row = recorded(&["corpus_a"], &[("corpus_a", "warning"), ("corpus_b", "error")]);
        let expected = "0 errors and 1 warning, the first: warning: what";
        assert_eq!(row.failures[0].message, expected);
        assert!(row.check.is_some());
        assert!(recorded(&["corpus_a"], &[("corpus_b", "error")]).failures.is_empty());
    }

    #[test]
    fn a_crate_that_the_compiler_never_saw_is_a_failure() {
        assert_eq!(recorded(&["corpus_b"], &[]).failures[0].message, "not compiled: why not");
    }
}
