//! Diagnostics: each folder of `fixtures/diagnostics` contains one error, and the printed output.

mod bombs;
mod case;
mod hostile;
mod page;
mod paste;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Code;
use serde_json::{Map, Value, json};

use self::case::case_output;

/// The folder of all cases, relative to the folder in which tests run.
const CASES: &str = "fixtures/diagnostics";

/// Returns the folders of the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(CASES).expect("the fixtures");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> &str {
    folder.file_name().and_then(|name| name.to_str()).expect("a name")
}

/// Returns the code that a folder is named after: `wrong-type` for `wrong-type-list`.
fn subject(folder: &Path) -> Option<Code> {
    let name = name(folder);
    let codes = Code::ALL.iter().copied().filter(|code| {
        name.strip_prefix(code.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    codes.max_by_key(|code| code.as_str().len())
}

#[test]
fn every_mistake_is_explained() {
    insta::glob!("../../fixtures/diagnostics", "*", |folder| {
        if folder.is_dir() {
            let told = case_output(&Path::new(CASES).join(name(folder)));
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(folder);
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.remove_snapshot_suffix();
            settings.remove_input_file();
            settings.bind(|| insta::assert_snapshot!("diagnostics", told.text));
        }
    });
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_is_about_its_code() {
    let mut missing: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    for folder in cases() {
        let subject = subject(&folder);
        let subject = subject.unwrap_or_else(|| panic!("`{}` is not a code", folder.display()));
        let told = case_output(&folder);
        assert!(told.codes.contains(&subject), "{}: {}", folder.display(), told.text);
        missing.remove(&subject);
    }
    assert!(missing.is_empty(), "no folder of {CASES} covers {missing:?}");
}

#[test]
fn fixtures_are_short() {
    for folder in cases() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let is_input = path.extension().is_some_and(|it| it == "yaml" || it == "json");
            let lines =
                |path: &Path| std::fs::read(path).expect("a file").split(|it| *it == b'\n').count();
            assert!(!is_input || lines(&path) <= 41, "{} has over 40 lines", path.display());
        }
    }
}

#[test]
fn output_has_no_local_paths() {
    let here = std::env::current_dir().expect("a folder");
    for folder in cases() {
        let text = case_output(&folder).text;
        assert!(!text.contains(here.to_str().expect("a path")), "{text}");
    }
}

#[test]
fn accepted_differences_are_not_reported() {
    let document = Path::new(CASES).join("name-clash/spec.yaml");
    let mut config = Config::for_document(document, Vec::new(), "client".into(), None);
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("it is a warning");
    assert_eq!(generation.diagnostics.as_slice().len(), 1);
    config.accept = vec![Code::NameClash];
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("it is accepted");
    assert_eq!(generation.diagnostics.as_slice(), []);
    assert!(generation.used.accept.contains(&Code::NameClash));
}

#[test]
fn the_limit_of_all_of_is_reported_at_a_schema() {
    // A chain of 700 schemas expands to 700 * 700 / 2.
    let schemas = (0..700).map(|number| {
        let base = format!("#/components/schemas/S{}", number + 1);
        (format!("S{number}"), json!({"allOf": [{"$ref": base}], "properties": {"a": {}}}))
    });
    let mut schemas: Map<String, Value> = schemas.collect();
    schemas.insert("S700".to_owned(), json!({"type": "object"}));
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Chain", "version": "1"}, "paths": {},
        "components": {"schemas": schemas},
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("spec.json");
    std::fs::write(&file, document.to_string()).expect("written");
    let config = Config::for_document(file, Vec::new(), "client".into(), None);
    let failure = codegen::internals::generate(&config, &mut |_| ()).expect_err("it is too large");
    let [found] = failure.diagnostics.as_slice() else { panic!("{:?}", failure.diagnostics) };
    assert_eq!(found.code, Code::TooLarge);
    assert!(document.pointer(found.at.as_str()).is_some_and(Value::is_object), "{}", found.at);
    assert!(found.at.as_str().starts_with("/components/schemas/S"), "{}", found.at);
}
