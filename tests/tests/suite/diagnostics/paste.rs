//! The help of a diagnostic, pasted verbatim into a file, fixes the error.

use std::path::{Path, PathBuf};

use codegen::internals::config::{Config, Entries};
use codegen::internals::document::diagnostic::{Code, Diagnostic, Severity};
use codegen::internals::document::render::{self, Style};

use super::case::run;
use super::cases;

const DOCUMENT: &str = "../spec/polar.openapi.yaml";

fn config(document: &Path, overlays: Vec<PathBuf>) -> Config {
    Config::for_document(document.to_owned(), overlays, PathBuf::from("no/such/folder"), None)
}

/// Returns the overlay in a printed diagnostic, verbatim.
fn overlay(printed: &str) -> Option<String> {
    let lines = printed.lines().skip_while(|line| !line.trim_start().starts_with("overlay: "));
    let lines: Vec<&str> = lines.take_while(|line| !line.trim().is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Returns the remaining errors of `document` after each overlay in its help has been pasted, or
/// `None` if the help had none.
fn repaired(document: &Path) -> Option<Vec<Diagnostic>> {
    let (source, found) = run(&config(document, Vec::new()), &Entries::default());
    let folder = tempfile::tempdir().expect("a folder");
    let mut overlays = Vec::new();
    for diagnostic in found.iter().filter(|it| it.code == Code::DanglingRef) {
        let printed = render::text(&source, std::slice::from_ref(diagnostic), Style::Plain);
        let Some(overlay) = overlay(&printed) else { continue };
        let path = folder.path().join(format!("{}.overlay.yaml", overlays.len()));
        std::fs::write(&path, overlay).expect("written");
        overlays.push(path);
    }
    if overlays.is_empty() {
        return None;
    }
    let (_, left) = run(&config(document, overlays), &Entries::default());
    Some(left.into_iter().filter(|it| it.severity == Severity::Error).collect())
}

#[test]
fn the_bundled_document_is_fixed_by_its_help() {
    let (_, found) = run(&config(Path::new(DOCUMENT), Vec::new()), &Entries::default());
    let codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::DanglingRef; 2], "one for each location");
    assert_eq!(repaired(Path::new(DOCUMENT)), Some(Vec::new()));
}

#[test]
fn every_dangling_reference_is_fixed_by_its_help() {
    let mut count = 0;
    for folder in cases() {
        if folder.display().to_string().contains("/dangling-ref")
            && let Some(left) = repaired(&folder.join("spec.yaml"))
        {
            assert_eq!(left, [], "{}", folder.display());
            count += 1;
        }
    }
    assert!(count >= 3, "only {count} of the fixtures print an overlay");
}
