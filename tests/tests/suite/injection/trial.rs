//! A run of the generator with payloads, and its verdict.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::{Diagnostic, Diagnostics, Severity};
use codegen::internals::document::render::{self, Style};
use codegen::internals::document::{Document, Source};
use codegen::internals::review::diff;
use codegen::internals::rust::items::Crate;
use codegen::internals::{Failure, Generation};
use serde_json::Value;
use tempfile::TempDir;

use super::assertions::{self, Harmless, faults, lines};
use super::characters::raw;
use super::places::{Area, Filling, Template, plain_document};

/// The verdict on a run.
pub(super) enum Verdict {
    /// A crate in which all assertions hold.
    Safe,
    /// Errors that each have a location.
    Refused,
    /// The failed assertions.
    Faulty(Vec<String>),
}

/// A test bench that fills the locations of one file.
pub(super) struct Bench<'a> {
    area: &'a Area,
    folder: TempDir,
    harmless: Harmless,
    surface: Crate,
}

/// The configuration of a run, or its errors.
type Request = Result<Config, Box<Failure>>;

impl<'a> Bench<'a> {
    pub(super) fn new(area: &'a Area) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for file in ["overlaid.yaml", "empty.overlay.yaml"] {
            let from = plain_document().with_file_name(file);
            std::fs::copy(from, folder.path().join(file)).expect("copied");
        }
        let request = request(area, &folder, &Filling::default());
        let config = request.unwrap_or_else(|it| panic!("{}: {:?}", area.name, it.diagnostics));
        let generation = codegen::internals::generate(&config, &mut |_| ());
        let generation = generation.unwrap_or_else(|failure| {
            let found = failure.diagnostics.as_slice();
            panic!("{}:\n{}", area.name, render::text(&failure.document, found, Style::Plain))
        });
        let surface = codegen::internals::surface(&config).expect("an API surface");
        Self { area, folder, harmless: Harmless::new(generation.output), surface }
    }

    pub(super) fn name(&self) -> &'a str {
        &self.area.name
    }

    /// Generates the client with the text at these locations.
    pub(super) fn verdict(&self, places: &[String], text: &str) -> Verdict {
        let run = || self.run(places, text);
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(verdict) => verdict,
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
                Verdict::Faulty(vec![format!("a panic: {}", text.unwrap_or_default())])
            }
        }
    }

    /// Whether a crate is generated with the text at a location.
    pub(super) fn accepts(&self, place: &String, text: &str) -> bool {
        let filling = Filling::same(std::slice::from_ref(place), text);
        let config = request(self.area, &self.folder, &filling);
        config.is_ok_and(|config| codegen::internals::generate(&config, &mut |_| ()).is_ok())
    }

    fn run(&self, places: &[String], text: &str) -> Verdict {
        let filling = Filling::same(places, text);
        let config = match request(self.area, &self.folder, &filling) {
            Ok(config) => config,
            Err(failure) => return check_errors(&failure.document, failure.diagnostics.as_slice()),
        };
        let generation = match codegen::internals::generate(&config, &mut |_| ()) {
            Ok(generation) => generation,
            Err(failure) => return check_errors(&failure.document, failure.diagnostics.as_slice()),
        };
        let Generation { output, document, diagnostics, .. } = generation;
        let mut found = faults(&output, &self.harmless);
        found.extend(wrong_diagnostics(&document, diagnostics.as_slice()));
        // The diff and the report print the same strings: only raw characters matter there.
        if raw(text).is_some() {
            found.extend(self.wrong_pictures(&config));
        }
        if lines(&output) != lines(&self.harmless.output) {
            found.extend(self.added_lines(places, text, lines(&output)));
        }
        if found.is_empty() { Verdict::Safe } else { Verdict::Faulty(found) }
    }

    /// Whether the listings have more or fewer lines than with the same text on one line.
    fn added_lines(&self, places: &[String], text: &str, lines: [usize; 2]) -> Option<String> {
        let line = on_one_line(text);
        if line == text {
            return None;
        }
        let filling = Filling::same(places, &line);
        let config = request(self.area, &self.folder, &filling).ok()?;
        let output = codegen::internals::generate(&config, &mut |_| ()).ok()?.output;
        let is_other = assertions::lines(&output) != lines;
        is_other.then(|| "api.txt or fidelity.txt has lines of the document".to_owned())
    }

    /// Returns the faults of the diff with the harmless crate, and of the report.
    fn wrong_pictures(&self, config: &Config) -> Vec<String> {
        let surface = codegen::internals::surface(config).expect("an API surface");
        let there = diff::compare(&self.surface, &surface);
        let back = diff::compare(&surface, &self.surface);
        let texts = [
            ("the difference as text", there.to_text()),
            ("the difference as Markdown", there.to_markdown()),
            ("the difference as JSON", there.to_json()),
            ("the difference back as text", back.to_text()),
            ("the difference back as Markdown", back.to_markdown()),
        ];
        let wrong =
            texts.iter().filter_map(|(what, text)| Some(format!("{what} has {}", raw(text)?)));
        wrong.collect()
    }
}

/// Writes the files of an area with a filling.
fn request(area: &Area, folder: &TempDir, filling: &Filling<'_>) -> Request {
    let put = |name: &str, tree: &Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{tree:#}")).expect("written");
        path
    };
    let plain = folder.path().join("overlaid.yaml");
    let (document, overlays) = match &area.template {
        Template::Document(template) => (put("openapi.json", &filling.tree(template)), Vec::new()),
        Template::Overlay(template) => (plain, vec![put("overlay.json", &filling.tree(template))]),
        Template::Configuration(template) => {
            return configured(folder, filling.configuration(template));
        }
    };
    let package = Some("harbour".to_owned()).filter(|_| area.name != "about");
    Ok(Config::for_document(document, overlays, PathBuf::from("out"), package))
}

fn configured(folder: &TempDir, text: String) -> Request {
    let file = folder.path().join("codegen.toml").display().to_string();
    let mut diagnostics = Diagnostics::default();
    match config::read(&file, &text, &mut diagnostics) {
        Some((config, _)) => Ok(config),
        None => {
            let sources = vec![Source { file, text }];
            let document = Document { value: Value::Null, sources, origins: Vec::new() };
            Err(Box::new(Failure { document, diagnostics }))
        }
    }
}

/// Checks that a failed run has errors, and each of them a location.
fn check_errors(document: &Document, diagnostics: &[Diagnostic]) -> Verdict {
    let mut found = wrong_diagnostics(document, diagnostics);
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
    for error in errors.clone() {
        let text = render::text(document, std::slice::from_ref(error), Style::Plain);
        if !text.contains("--> ") {
            found.push(format!("an error without a location: {}", error.code));
        }
    }
    if errors.count() == 0 {
        found.push("refused without an error".to_owned());
    }
    if found.is_empty() { Verdict::Refused } else { Verdict::Faulty(found) }
}

fn wrong_diagnostics(document: &Document, diagnostics: &[Diagnostic]) -> Vec<String> {
    let texts = [
        ("a diagnostic", render::text(document, diagnostics, Style::Plain)),
        ("a diagnostic as JSON", render::json_lines(document, diagnostics)),
    ];
    let wrong = texts.iter().filter_map(|(what, text)| Some(format!("{what} has {}", raw(text)?)));
    wrong.collect()
}

/// Returns the text without line breaks.
fn on_one_line(text: &str) -> String {
    let is_end =
        |it| matches!(it, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.replace(is_end, " ")
}
