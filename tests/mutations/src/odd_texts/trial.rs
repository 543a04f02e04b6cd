//! Generator runs with odd strings.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::output::Output;
use serde_json::Value;
use tempfile::TempDir;

use super::places::replaced;
use super::plan::Pair;
use super::texts::label;
use crate::Fault;

/// The number of locations that are filled in one run.
const BATCH_SIZE: usize = 8;

/// A document into which odd strings are inserted.
#[derive(Debug)]
pub struct Bench {
    document: Value,
    config: Config,
    folder: TempDir,
    /// The crate of the unchanged document; empty if it has errors.
    plain: Output,
}

/// The outcome of a run.
enum Outcome {
    /// A crate that parses.
    Written,
    /// The document was rejected with errors.
    Refused,
    /// A panic, or a crate that does not parse.
    Wrong(String),
}

impl Bench {
    /// Prepares runs with a document; `config` has the other settings.
    ///
    /// # Errors
    ///
    /// The temporary folder can't be created.
    pub fn new(document: Value, config: &Config) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = config.clone();
        config.document = folder.path().join("openapi.json");
        config.output = PathBuf::from("out");
        let mut bench = Self { document, config, folder, plain: Output::new() };
        bench.write(&bench.document)?;
        if let Ok(generation) = codegen::internals::generate(&bench.config, &mut |_| ()) {
            bench.plain = generation.output;
        }
        Ok(bench)
    }

    /// Tries each pair, several in one run if they are independent.
    ///
    /// # Errors
    ///
    /// The document can't be written.
    pub fn faults(&self, pairs: &[Pair<'_>]) -> io::Result<Vec<Fault>> {
        let mut faults = Vec::new();
        for some in pairs.chunks(BATCH_SIZE) {
            self.examine(some, &mut faults)?;
        }
        Ok(faults)
    }

    /// Tries pairs in one run; if it fails, tries each half.
    fn examine(&self, pairs: &[Pair<'_>], faults: &mut Vec<Fault>) -> io::Result<()> {
        let wrong = match (self.run(pairs)?, pairs) {
            (Outcome::Written, _) | (Outcome::Refused, [_]) => return Ok(()),
            (Outcome::Refused, _) => None,
            (Outcome::Wrong(what), _) => Some(what),
        };
        let before = faults.len();
        if let [_, _, ..] = pairs {
            let (left, right) = pairs.split_at(pairs.len() / 2);
            self.examine(left, faults)?;
            self.examine(right, faults)?;
        }
        if let Some(what) = wrong.filter(|_| faults.len() == before) {
            let text = |it: &Pair<'_>| {
                format!("{} ({:?}) is {}", it.place.pointer, it.place.part, label(it.text))
            };
            let texts: Vec<String> = pairs.iter().map(text).collect();
            let pointer = pairs.first().map(|it| it.place.pointer.to_string()).unwrap_or_default();
            faults.push(Fault { pointer, message: format!("{what}: {}", texts.join(", ")) });
        }
        Ok(())
    }

    fn run(&self, pairs: &[Pair<'_>]) -> io::Result<Outcome> {
        let texts: Vec<_> = pairs.iter().map(|pair| (pair.place, pair.text)).collect();
        self.write(&replaced(&self.document, &texts))?;
        let generate = || codegen::internals::generate(&self.config, &mut |_| ());
        Ok(match catch_unwind(AssertUnwindSafe(generate)) {
            Ok(Ok(generation)) => match self.wrong(&generation.output) {
                None => Outcome::Written,
                Some(what) => Outcome::Wrong(what),
            },
            Ok(Err(_)) => Outcome::Refused,
            Err(panic) => {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
                Outcome::Wrong(format!("a panic, `{}`", text.unwrap_or_default()))
            }
        })
    }

    /// Returns the first file that does not parse, among the files that the strings have changed.
    fn wrong(&self, output: &Output) -> Option<String> {
        let sources = output.iter().filter(|(path, _)| path.ends_with(".rs"));
        let mut changed = sources.filter(|(path, text)| self.plain.get(*path) != Some(*text));
        changed.find_map(|(path, text)| {
            let error = syn::parse_file(text).err()?;
            Some(format!("{path} does not parse, `{error}`"))
        })
    }

    fn write(&self, document: &Value) -> io::Result<()> {
        std::fs::write(self.folder.path().join("openapi.json"), document.to_string())
    }
}
