//! Examples of types: each type that can have a value has an example.

use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::rust::items::{Crate, TypeKind};

use crate::{committed, documents};

/// The types without an example, as `document Type`, with the reason.
const WITHOUT: &[(&str, &str)] =
    &[("fixtures/recursion/required Endless", "each value holds another one of its kind")];

/// Returns the documents of the fixtures that have a client.
fn fixtures() -> Vec<PathBuf> {
    let folders = |of: &Path| {
        let entries = std::fs::read_dir(of).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let areas = folders(Path::new("fixtures")).into_iter();
    let areas = areas.filter(|area| !area.ends_with("diagnostics"));
    areas.flat_map(|area| folders(&area)).map(|it| it.join("spec.yaml")).collect()
}

/// Returns the API surfaces of the fixtures, the documents of the tests and the committed client,
/// each with a name.
fn surfaces() -> Vec<(String, Crate)> {
    let fixtures = fixtures().into_iter().map(|spec| {
        let name = spec.parent().map(|it| it.display().to_string()).unwrap_or_default();
        let package = Some("fixture".to_owned());
        (name, Config::for_document(spec, Vec::new(), PathBuf::new(), package))
    });
    let documents = documents::configurations().into_iter().chain([committed::CONFIG.into()]);
    let documents =
        documents.map(|file| (file.display().to_string(), documents::configuration(&file).0));
    let surface = |(name, config)| {
        let surface = codegen::internals::surface(&config);
        (name, surface.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics)))
    };
    fixtures.chain(documents).map(surface).collect()
}

#[test]
fn each_type_that_has_a_value_has_an_example() {
    let mut without = Vec::new();
    for (name, krate) in surfaces() {
        let types = krate.types.iter().flat_map(|module| &module.items);
        let types = types.filter(|item| !matches!(item.kind, TypeKind::Alias(_)));
        let missing =
            types.filter(|item| !krate.examples.iter().any(|example| example.name == item.name));
        without.extend(missing.map(|item| format!("{name} {}", item.name)));
    }
    let expected: Vec<&str> = WITHOUT.iter().map(|(of, _)| *of).collect();
    assert_eq!(without, expected);
}
