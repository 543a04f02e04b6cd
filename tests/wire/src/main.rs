//! Sends valid requests of every operation of a document to a third-party server, compares the
//! values that it has parsed with the intended ones, and prints the differences.
//!
//! `cargo xtask e2e`, with `--spec FILE` or `--config FILE`, starts the server, whose log has a JSON object for each request.

mod arrived;
mod compare;
mod gaps;
mod plan;
mod program;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use codegen::internals::config::{self, Config, Workspace};
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use conformance::program::{Place, Sources, compile};

/// The arguments, which `cargo xtask e2e` passes.
#[derive(Debug, Parser)]
struct Arguments {
    /// The OpenAPI document
    #[arg(long, required_unless_present = "config")]
    spec: Option<PathBuf>,
    /// A `codegen.toml`, whose document is used with its overlays
    #[arg(long, conflicts_with = "spec")]
    config: Option<PathBuf>,
    /// The URL of the server
    #[arg(long)]
    url: String,
    /// The server's log
    #[arg(long)]
    log: PathBuf,
    /// The seed of the random values
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::from(2)
        }
    }
}

/// Returns whether all differences are known.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let mut config = config(arguments)?;
    config.package.name = Some("client".to_owned());
    config.package.workspace = Workspace::Member;
    config.accept.push(Code::NameClash);
    config.accept.push(Code::DanglingRef);
    let refused = |_| "can't generate the client".to_owned();
    let generation = codegen::internals::generate(&config, &mut |_| {}).map_err(refused)?;
    let original = codegen::internals::read(&config).map_err(refused)?.value;
    let document = config.document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let plan = plan::plan(&original, &generation.operations, arguments.seed);
    let plain = |symbol: char| if symbol.is_ascii_alphanumeric() { symbol } else { '-' };
    let name =
        format!("wire-{}", document.to_ascii_lowercase().chars().map(plain).collect::<String>());
    let place = Place {
        folder: target.join("wire").join(&name),
        target: target.join("wire/target"),
        name,
        lock: Some(root.join("Cargo.lock")),
    };
    let main = program::source(&generation);
    let features = "features = [\"blocking\"]";
    let sources = Sources { client: &generation.output, features, main: &main };
    let binary = compile(&place, sources).map_err(|error| error.to_string())?;
    let sent = program::send(&binary, &arguments.url, &plan.requests)
        .map_err(|error| format!("can't send the requests: {error}"))?;
    let log = std::fs::read_to_string(&arguments.log).map_err(|error| error.to_string())?;
    let gaps = gaps::of_document(&root.join("tests/known-gaps.toml"), &document)?;
    report(&plan, &generation.operations, &sent, &arrived::read(&log), &gaps)
}

/// Returns the configuration with the document.
fn config(arguments: &Arguments) -> Result<Config, String> {
    let Some(file) = &arguments.config else {
        let spec = arguments.spec.clone().unwrap_or_default();
        return Ok(Config::for_document(spec, Vec::new(), PathBuf::new(), None));
    };
    let file = file.display().to_string();
    let text = std::fs::read_to_string(&file).map_err(|error| format!("`{file}`: {error}"))?;
    let read = config::read(&file, &text, &mut Diagnostics::default());
    let (config, _) = read.ok_or_else(|| format!("`{file}` has errors"))?;
    Ok(config)
}

/// Prints the differences, and returns whether all of them are known.
fn report(
    plan: &plan::Plan,
    operations: &[codegen::internals::output::calls::OperationCall],
    sent: &[String],
    log: &std::collections::BTreeMap<usize, serde_json::Value>,
    gaps: &[gaps::Gap],
) -> Result<bool, String> {
    let mut text = String::new();
    let (mut used, mut differ, mut unsent) = (vec![false; gaps.len()], 0, 0);
    let mut seen = std::collections::BTreeSet::new();
    for (case, request) in plan.requests.iter().enumerate() {
        let operation = &operations[request.operation];
        match sent.get(case).map(String::as_str) {
            Some("sent") => {}
            outcome => {
                unsent += 1;
                let reason = outcome.unwrap_or("the program ended early");
                let _ =
                    writeln!(text, "not sent: {} {}: {reason}", operation.method, operation.path);
                continue;
            }
        }
        for difference in arrived::compare(operation, request, log.get(&case)) {
            match gaps.iter().position(|it| it.covers(&difference)) {
                Some(index) => used[index] = true,
                None => {
                    differ += 1;
                    let arrived::Difference { operation, argument, detail } = difference;
                    if seen.insert((operation.clone(), argument.clone())) {
                        let _ = writeln!(text, "differs: {operation}: {argument}: {detail}");
                    }
                }
            }
        }
    }
    for (index, reason) in &plan.left_out {
        let operation = &operations[*index];
        let _ = writeln!(text, "skipped: {} {}: {reason}", operation.method, operation.path);
    }
    let stale = gaps.iter().zip(&used).filter(|(gap, used)| !**used && gap.document != "*");
    let stale: Vec<&gaps::Gap> = stale.map(|(gap, _)| gap).collect();
    for gap in &stale {
        let _ = writeln!(
            text,
            "no longer needed in known-gaps.toml: {} ({})",
            gap.operation, gap.reason
        );
    }
    print!("{text}");
    println!(
        "{} operations, {} requests; {differ} differ, {unsent} not sent, {} operations skipped",
        operations.len(),
        plan.requests.len(),
        plan.left_out.len()
    );
    if plan.requests.is_empty() {
        return Err("no request was sent".to_owned());
    }
    Ok(differ == 0 && unsent == 0 && stale.is_empty())
}
