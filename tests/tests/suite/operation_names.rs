//! Names of operations: the configuration overrides the extensions of a document.

use std::path::PathBuf;

use codegen::internals::config::{Config, Grouping};
use codegen::internals::document::pointer::JsonPointer;

/// Returns the functions of a document with such extensions, with their modules, sorted.
fn functions(change: impl FnOnce(&mut Config)) -> Vec<String> {
    let document = PathBuf::from("fixtures/operations/vendor-names/spec.yaml");
    let mut config = Config::for_document(document, Vec::new(), PathBuf::from("out"), None);
    change(&mut config);
    let krate = codegen::internals::surface(&config).expect("a crate");
    let modules = krate.operations.iter();
    let mut functions: Vec<String> = modules
        .flat_map(|module| {
            module.operations.iter().map(|it| format!("{}::{}", module.name, it.function))
        })
        .collect();
    functions.sort();
    functions
}

#[test]
fn the_configuration_wins_over_extensions() {
    let said = ["both::create", "oauth2_clients::list", "oauth2_clients::register_client"];
    assert_eq!(functions(|_| ()), said);
    let by_tag = functions(|config| config.grouping = Some(Grouping::Tag));
    assert_eq!(by_tag, ["both::create", "clients::list", "clients::register_client"]);
    let named = functions(|config| {
        let pointer = JsonPointer::parse("/paths/~1clients/get").expect("a pointer");
        config.names.insert(pointer, "list_clients".to_owned());
    });
    let own = ["both::create", "oauth2_clients::list_clients", "oauth2_clients::register_client"];
    assert_eq!(named, own);
}
