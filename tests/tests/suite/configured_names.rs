//! Names in the configuration: of operations, where they override the extensions of a document, of
//! resources, types, fields and variants.

use std::path::PathBuf;

use codegen::internals::config::{Config, Grouping};
use codegen::internals::document::pointer::JsonPointer;
use codegen::internals::rust::items::{TypeKind, TypeRef};

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

#[test]
fn resources_can_be_renamed_and_merged() {
    let renamed = functions(|config| {
        config.resources.insert("oauth2_clients".to_owned(), "clients".to_owned());
    });
    assert_eq!(renamed, ["both::create", "clients::list", "clients::register_client"]);
    let merged = functions(|config| {
        config.resources.insert("oauth2_clients".to_owned(), "both".to_owned());
    });
    assert_eq!(merged, ["both::create", "both::list", "both::register_client"]);
}

/// Returns the types with these names, which are below `#/components/schemas`: each with its fields
/// or variants.
fn types(names: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(&document, TYPES).expect("written");
    let mut config = Config::for_document(document, Vec::new(), PathBuf::from("out"), None);
    for (at, name) in names {
        let pointer = JsonPointer::parse(&format!("#/components/schemas{at}")).expect("a pointer");
        config.names.insert(pointer, (*name).to_owned());
    }
    let krate = codegen::internals::surface(&config).expect("a crate");
    let items = krate.types.iter().flat_map(|module| &module.items);
    let shown = items.map(|it| match &it.kind {
        TypeKind::Struct(of) => {
            let fields = of.fields.iter().map(|it| match &it.value {
                TypeRef::Named(own) => format!(" {}: {own}", it.name),
                _ => format!(" {}", it.name),
            });
            format!("{}{}", it.name, fields.collect::<String>())
        }
        TypeKind::StringEnum(values) => {
            let variants = values.iter().map(|it| format!(" {}", it.name));
            format!("{}{}", it.name, variants.collect::<String>())
        }
        kind => panic!("{kind:?}"),
    });
    shown.collect()
}

const TYPES: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths: {}
components:
  schemas:
    Order:
      type: object
      required: [state]
      properties: {state: {type: string, enum: [open, done]}, note: {type: string}}
";

#[test]
fn a_name_in_camel_case_is_that_of_the_type_of_a_property() {
    assert_eq!(types(&[]), ["Order state: OrderState note", "OrderState Open Done"]);
    let field = types(&[("/Order/properties/state", "status")]);
    assert_eq!(field, ["Order status: OrderState note", "OrderState Open Done"]);
    let named = types(&[("/Order/properties/state", "Progress")]);
    assert_eq!(named, ["Order state: Progress note", "Progress Open Done"]);
    let variant = types(&[("/Order/properties/state/enum/1", "Completed")]);
    assert_eq!(variant, ["Order state: OrderState note", "OrderState Open Completed"]);
    let component = types(&[("/Order", "Purchase")]);
    assert_eq!(component, ["Purchase state: PurchaseState note", "PurchaseState Open Done"]);
}
