//! `fidelity.txt` compares each schema with the type that was chosen for it.

use std::fmt::Write as _;
use std::path::Path;

use codegen::config::Config;
use codegen::document::formats::{Accuracy, FORMATS, FormatType, Kind};

/// The lines of `fidelity.txt` about the properties of a schema.
fn gaps(properties: &str, configure: impl FnOnce(&mut Config)) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    let head = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\ncomponents:\n  schemas:\n";
    let text = format!("{head}    A:\n      type: object\n      properties:\n{properties}");
    std::fs::write(&document, text).expect("written");
    let mut config = Config::for_document(document, Vec::new(), Path::new("out").into(), None);
    configure(&mut config);
    let generation = codegen::generate(&config, &mut |_| {}).expect("a crate");
    let report = &generation.output["fidelity.txt"];
    let lines = report.lines().filter_map(|line| {
        let (gap, property) = line.split_once("#/components/schemas/A/properties/")?;
        let words: Vec<&str> = gap.split_whitespace().collect();
        Some(format!("{property}: {}", words.join(" ")))
    });
    lines.collect()
}

/// A property for each format and each JSON type, named after both.
fn every_format() -> String {
    let mut properties = String::new();
    for format in FORMATS {
        for kind in ["string", "integer", "number"] {
            let name = format.name;
            let _ = writeln!(properties, "        {kind}_{name}: {{type: {kind}, format: {name}}}");
        }
    }
    properties
}

#[test]
fn each_format_is_a_gap_unless_its_type_holds_it() {
    let found = gaps(&every_format(), |_| {});
    for format in FORMATS {
        for kind in [Kind::String, Kind::Integer, Kind::Number] {
            let line = format!("{}_{}: format {}", kind.as_str(), format.name, format.name);
            let is_held = match format.accuracy {
                Accuracy::Annotation => true,
                Accuracy::Exact => format.kind == kind,
                Accuracy::Wider => false,
            };
            assert_eq!(found.contains(&line), !is_held, "{line}");
        }
    }
}

#[test]
fn a_type_that_the_configuration_chose_is_compared_too() {
    let properties = "        at: {type: string, format: date-time}\n";
    assert!(gaps(properties, |_| {}).is_empty());
    let found = gaps(properties, |config| {
        config.formats.insert("date-time".to_owned(), FormatType::String);
    });
    assert_eq!(found, ["at: format date-time"]);
}

#[test]
fn a_format_without_a_type_implies_one() {
    let found = gaps("        a: {format: uint32}\n        b: {format: uint8}\n", |_| {});
    assert_eq!(found, ["b: format uint8"]);
}
