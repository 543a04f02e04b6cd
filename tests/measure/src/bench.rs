//! `cargo xtask bench`: compares with other generators, and with handwritten calls, on the same
//! machine in the same run.

mod arguments;
mod calls;
mod compare;
mod compiling;
mod decode;
mod generation;
mod generator;
mod page;
mod program;
mod start;

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Part;
use generator::{ALL, Generator};

use crate::compile::Depth;
use crate::workspace::{Workspace, print_progress};

/// Runs the command and prints its report.
pub fn run(arguments: &Arguments) -> ExitCode {
    match bench(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            print_progress(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Measures the parts and prints the report; returns the exit code.
fn bench(arguments: &Arguments) -> io::Result<u8> {
    let workspace = Workspace::find()?;
    let corpus = match &arguments.corpus {
        Some(folder) => folder.clone(),
        None => workspace.root.join("../shared/corpus"),
    };
    if arguments.needs_documents() && !corpus.is_dir() {
        print_progress(&format!(
            "error: the folder of documents `{}` does not exist\nhelp: pass a folder with \
             `--corpus DIR`",
            corpus.display()
        ));
        return Ok(3);
    }
    let work = workspace.target.join("bench");
    let mut bench = Bench { workspace, corpus, work, ours: PathBuf::new(), arguments };
    if arguments.needs_documents() {
        bench.corpus = bench.corpus.canonicalize()?;
        bench.ours = bench.workspace.generator()?;
        bench.install()?;
    }
    let mut sections = Vec::new();
    for part in arguments.parts() {
        print_progress(&format!("{} ...", part.name()));
        let section = bench.part(part)?;
        // A closed pipe is not an error.
        let _ = writeln!(io::stdout(), "{section}");
        sections.push((part, section));
    }
    if bench.backup_folder().exists() {
        fs::remove_dir_all(bench.backup_folder())?;
    }
    if let Some(date) = arguments.write.then_some(arguments.date.as_deref()).flatten() {
        page::write(&bench.workspace.root.join("docs/benchmarks.md"), date, &sections)?;
    }
    Ok(0)
}

/// The shared state of the parts.
struct Bench<'a> {
    workspace: Workspace,
    /// The folder of the documents.
    corpus: PathBuf,
    /// The folder for all generated files.
    work: PathBuf,
    /// The program of this workspace's generator; empty if no part needs it.
    ours: PathBuf,
    arguments: &'a Arguments,
}

impl Bench<'_> {
    fn part(&self, part: Part) -> io::Result<String> {
        match part {
            Part::Generation => generation::run(self),
            Part::Check => compiling::run(self, Depth::Check),
            Part::Release => compiling::run(self, Depth::Release),
            Part::Program => program::run(self),
            Part::Decode => decode::run(self),
            Part::Calls => calls::run(&self.workspace, &self.work, self.arguments.runs),
            Part::Start => start::run(&self.workspace, &self.work),
        }
    }

    /// Returns the generators to compare, ours first.
    fn generators(&self) -> impl Iterator<Item = Generator> {
        ALL.iter().copied().filter(|it| *it == Generator::Ours || self.arguments.compares(*it))
    }

    fn install(&self) -> io::Result<()> {
        self.generators().try_for_each(|generator| generator.install(&self.work))
    }

    /// Returns the folder for the output of earlier runs until all measurements are finished.
    fn backup_folder(&self) -> PathBuf {
        self.work.join("aside")
    }

    /// Returns the file of the document `name`.
    fn document(&self, name: &str) -> io::Result<PathBuf> {
        let mut files = ["json", "yaml"].into_iter();
        let file = files.find_map(|extension| {
            let file = self.corpus.join(format!("{name}.{extension}"));
            file.is_file().then_some(file)
        });
        file.ok_or_else(|| io::Error::other(format!("the document `{name}` does not exist")))
    }
}
