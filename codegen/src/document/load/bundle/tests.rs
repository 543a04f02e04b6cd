use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::document::Document;
use crate::document::diagnostic::{Code, Diagnostics};
use crate::document::load::{ReferenceRoot, load, load_as};
use crate::document::pointer::JsonPointer;

/// Writes `files` into a new folder and loads `openapi.yaml` from it.
fn bundle(files: &[(&str, &str)]) -> (TempDir, Document, Diagnostics) {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let mut diagnostics = Diagnostics::default();
    let document =
        load(&folder.path().join("openapi.yaml"), &ReferenceRoot::Document, &mut diagnostics);
    (folder, document, diagnostics)
}

fn bundled(files: &[(&str, &str)]) -> Value {
    let (_folder, document, diagnostics) = bundle(files);
    assert_eq!(diagnostics.as_slice(), []);
    document.value
}

fn problems(files: &[(&str, &str)]) -> Vec<(Code, String)> {
    let (_folder, _, diagnostics) = bundle(files);
    diagnostics.as_slice().iter().map(|one| (one.code, one.at.to_string())).collect()
}

fn schemas(document: &str, files: &[(&str, &str)]) -> Value {
    let mut all = vec![("openapi.yaml", document)];
    all.extend(files);
    bundled(&all)["components"]["schemas"].clone()
}

#[test]
fn a_schema_in_a_file_becomes_a_component() {
    let document = "components: {schemas: {A: {items: {$ref: ./s/b.yaml#/B, description: d}}}}";
    let file =
        ("s/b.yaml", "B: {properties: {c: {$ref: '#/C'}, d: {$ref: d.yaml}}}\nC: {type: string}");
    let expected = json!({
        "A": {"items": {"$ref": "#/components/schemas/B", "description": "d"}},
        "B": {"properties": {
            "c": {"$ref": "#/components/schemas/C"},
            "d": {"$ref": "#/components/schemas/d"},
        }},
        "C": {"type": "string"},
        "d": {"type": "integer"},
    });
    assert_eq!(schemas(document, &[file, ("s/d.yaml", "type: integer")]), expected);
}

#[test]
fn the_encoding_declares_file_content() {
    let document = "\
paths: {/a: {get: {parameters: [{schema: {$ref: a.yaml}}]}}}
components: {schemas: {Mine: {$ref: a.yaml}, Again: {$ref: a.yaml}}}";
    let expected = json!({
        "Mine": {"items": {"$ref": "#/components/schemas/Mine"}},
        "Again": {"$ref": "#/components/schemas/Mine"},
    });
    assert_eq!(schemas(document, &[("a.yaml", "items: {$ref: a.yaml}")]), expected);
}

#[test]
fn a_section_can_be_a_file() {
    let document = "components: {schemas: {$ref: s/index.yaml}}";
    let index = ("s/index.yaml", "A: {$ref: a.yaml}\nB: {items: {$ref: '#/A'}}");
    let a = ("s/a.yaml", "items: {$ref: '../openapi.yaml#/components/schemas/B'}");
    let expected = json!({
        "A": {"items": {"$ref": "#/components/schemas/B"}},
        "B": {"items": {"$ref": "#/components/schemas/A"}},
    });
    assert_eq!(schemas(document, &[index, a]), expected);
}

#[test]
fn names_that_clash_are_numbered() {
    let document = "\
components: {schemas: {a: {items: {$ref: x/a.yaml}}, c: {items: {$ref: y/a.yaml}}}}";
    let value = schemas(document, &[("x/a.yaml", "type: string"), ("y/a.yaml", "type: number")]);
    assert_eq!(value["a_2"], json!({"type": "string"}));
    assert_eq!(value["a_3"], json!({"type": "number"}));
}

#[test]
fn a_path_item_replaces_its_reference() {
    let value = bundled(&[
        ("openapi.yaml", "paths: {/a: {$ref: p/a.yaml#/item, summary: s}}"),
        ("p/a.yaml", "item: {get: {responses: {200: {$ref: ../r/ok.yaml}}}, summary: t}"),
        ("r/ok.yaml", "{description: ok}"),
    ]);
    let expected = json!({
        "paths": {"/a": {
            "get": {"responses": {"200": {"$ref": "#/components/responses/ok"}}},
            "summary": "s",
        }},
        "components": {"responses": {"ok": {"description": "ok"}}},
    });
    assert_eq!(value, expected);
}

#[test]
fn data_that_looks_like_a_reference_is_left_alone() {
    let text = "{paths: {}, components: {schemas: {A: {example: {$ref: a.yaml}}, \
                B: {items: {$ref: b.json}}}, x-y: {$ref: a.yaml}}}";
    let value = bundled(&[("openapi.yaml", text), ("b.json", "{}")]);
    assert_eq!(value["components"]["schemas"]["A"]["example"]["$ref"], "a.yaml");
    assert_eq!(value["components"]["x-y"]["$ref"], "a.yaml");
    assert_eq!(value["components"]["schemas"]["B"]["items"]["$ref"], "#/components/schemas/b");
}

#[test]
fn the_mapping_of_a_discriminator_is_followed() {
    let document = "\
components: {schemas: {A: {discriminator: {propertyName: t, mapping: \
{b: b.yaml, c: C, d: {$ref: b.yaml}, a: '#/components/schemas/A'}}}}}";
    let value = schemas(document, &[("b.yaml", "type: object")]);
    let expected = json!({
        "b": "#/components/schemas/b",
        "c": "C",
        "d": {"$ref": "#/components/schemas/b"},
        "a": "#/components/schemas/A",
    });
    assert_eq!(value["A"]["discriminator"]["mapping"], expected);
}

#[test]
fn origins_lead_back_to_the_files() {
    let (_folder, document, _) = bundle(&[
        ("openapi.yaml", "paths: {/a: {$ref: p.yaml#/item, summary: s}}"),
        ("p.yaml", "item: {get: {requestBody: {$ref: '#/body'}}}\nbody: {content: {}}"),
    ]);
    let origin = |pointer| {
        let (source, pointer) = document.origin(&JsonPointer::parse(pointer).expect("a pointer"));
        (PathBuf::from(&source.file).file_name().map(|name| name.to_owned()), pointer.to_string())
    };
    let file = |name: &str| Some(name.into());
    assert_eq!(origin("/paths/~1a/get"), (file("p.yaml"), "#/item/get".to_owned()));
    assert_eq!(
        origin("/paths/~1a/summary"),
        (file("openapi.yaml"), "#/paths/~1a/summary".to_owned())
    );
    let content = "/components/requestBodies/body/content";
    assert_eq!(origin(content), (file("p.yaml"), "#/body/content".to_owned()));
}

#[test]
fn nothing_is_read_outside_the_folder() {
    for text in ["../x.yaml", "/etc/hosts", "https://a.example/x.yaml", "file:///etc/hosts"] {
        let document = format!("paths: {{/a: {{$ref: '{text}'}}}}");
        let expected = (Code::OutsideFolder, "#/paths/~1a/$ref".to_owned());
        assert_eq!(problems(&[("openapi.yaml", &document)]), [expected], "{text}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_out_of_the_folder_are_rejected() {
    let outside = TempDir::new().expect("a folder");
    fs::write(outside.path().join("x.yaml"), "{}").expect("a file");
    let folder = TempDir::new().expect("a folder");
    let link = folder.path().join("x.yaml");
    std::os::unix::fs::symlink(outside.path().join("x.yaml"), link).expect("a link");
    let document = folder.path().join("openapi.yaml");
    fs::write(&document, "paths: {/a: {$ref: x.yaml}}").expect("a file");
    let mut diagnostics = Diagnostics::default();
    load(&document, &ReferenceRoot::Document, &mut diagnostics);
    assert_eq!(diagnostics.as_slice()[0].code, Code::OutsideFolder);
}

/// Returns the diagnostics of the document `spec/api/openapi.yaml` in a folder that also has
/// `shared/x.yaml`, if references must not leave `root`.
fn problems_below(root: &str, reference: &str) -> Vec<(Code, String)> {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in [
        ("spec/api/openapi.yaml", format!("paths: {{/a: {{$ref: '{reference}'}}}}")),
        ("spec/api/y.yaml", "get: {}".to_owned()),
        ("shared/x.yaml", "$ref: ../spec/api/y.yaml".to_owned()),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let document = folder.path().join("spec/api/openapi.yaml");
    let mut diagnostics = Diagnostics::default();
    load(&document, &ReferenceRoot::Folder(folder.path().join(root)), &mut diagnostics);
    diagnostics.as_slice().iter().map(|it| (it.code, it.message.clone())).collect()
}

#[test]
fn a_root_above_the_document_lets_references_go_up_to_it() {
    assert_eq!(problems_below("", "../../shared/x.yaml"), []);
    assert_eq!(problems_below("spec/api", "y.yaml"), []);
    let outside = |reference: &str| {
        let message = format!("`{reference}` points outside of `reference-root`");
        [(Code::OutsideFolder, message)]
    };
    assert_eq!(problems_below("spec", "../../shared/x.yaml"), outside("../../shared/x.yaml"));
    assert_eq!(problems_below("", "../../../x.yaml"), outside("../../../x.yaml"));
    assert_eq!(problems_below("", "/etc/hosts"), outside("/etc/hosts"));
    for root in ["shared", "nowhere"] {
        let [(code, message)] = &problems_below(root, "y.yaml")[..] else { panic!("one") };
        assert_eq!(*code, Code::OutsideFolder);
        assert!(message.starts_with("the document is outside of `reference-root`"), "{message}");
    }
}

#[test]
fn a_missing_target_is_reported_at_the_reference() {
    let document = "paths: {/a: {$ref: b.yaml}, /c: {$ref: d.yaml#/e}, /f: {$ref: d.yaml#g}}";
    let at = |path| (Code::DanglingRef, format!("#/paths/~1{path}/$ref"));
    let found = problems(&[("openapi.yaml", document), ("d.yaml", "{}")]);
    assert_eq!(found, [at("a"), at("c"), at("f")]);
}

#[test]
fn a_broken_file_is_reported_once_and_in_its_own_text() {
    let document = "\
paths: {/a: {$ref: b.yaml}, /c: {$ref: b.yaml}}
components: {schemas: {A: {$ref: b.yaml}}}";
    let (_folder, document, diagnostics) =
        bundle(&[("openapi.yaml", document), ("b.yaml", "a: [")]);
    let [problem] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!(problem.code, Code::Syntax);
    let span = problem.span.as_ref().expect("a span");
    assert!(
        document.sources.iter().any(|source| source.file == span.file && source.text == "a: [")
    );
}

#[test]
fn path_item_cycles_are_rejected() {
    let document = "paths: {/a: {$ref: a.yaml}}";
    let files =
        [("openapi.yaml", document), ("a.yaml", "$ref: b.yaml"), ("b.yaml", "$ref: a.yaml")];
    assert_eq!(problems(&files), [(Code::RefCycle, "#/paths/~1a/$ref".to_owned())]);
    let callback = "post: {callbacks: {c: {e: {$ref: a.yaml}}}}";
    let found = problems(&[("openapi.yaml", document), ("a.yaml", callback)]);
    assert_eq!(found[0].0, Code::RefCycle);
}

#[test]
fn exponential_files_are_limited() {
    let mut files = vec![("openapi.yaml".to_owned(), "paths: {/a: {$ref: 0.yaml}}".to_owned())];
    for number in 0..20 {
        let next = format!("{{$ref: {}.yaml}}", number + 1);
        let text = format!("get: {{callbacks: {{a: {{x: {next}, y: {next}}}}}}}");
        files.push((format!("{number}.yaml"), text));
    }
    files.push(("20.yaml".to_owned(), "{}".to_owned()));
    let files: Vec<_> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (_folder, _, diagnostics) = bundle(&files);
    let [problem] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!(problem.message, "the document refers to other files more than 20000 times");
}

#[test]
fn long_chains_of_references_are_fast() {
    let mut text = "components:\n  schemas:\n".to_owned();
    for number in 0..10_000 {
        let next = number + 1;
        text.push_str(&format!("    S{number}: {{$ref: '#/components/schemas/S{next}'}}\n"));
    }
    text.push_str("    Other: {items: {$ref: a.yaml}}\n");
    let value = bundled(&[("openapi.yaml", &text), ("a.yaml", "{}")]);
    assert_eq!(value["components"]["schemas"].as_object().map(|all| all.len()), Some(10_002));
}

#[test]
fn large_copies_are_limited() {
    let paths: String = (0..40).map(|number| format!("/{number}: {{$ref: a.json}}, ")).collect();
    let document = format!("paths: {{{paths}}}");
    let large = format!("{{\"x-a\": [{}0]}}", "0,".repeat(30_000));
    let found = problems(&[("openapi.yaml", &document), ("a.json", &large)]);
    assert_eq!(found, [(Code::TooLarge, "#/paths/~133".to_owned())]);
}

#[test]
fn names_that_start_as_extensions_do_are_names() {
    let text = "{paths: {}, webhooks: {x-sent: {post: {requestBody: {$ref: body.json}}}}, \
                components: {responses: {x-ok: {headers: {A: {schema: {$ref: a.json}}}}}}}";
    let files = [("openapi.yaml", text), ("body.json", "{\"content\": {}}"), ("a.json", "{}")];
    let value = bundled(&files);
    let body = &value["webhooks"]["x-sent"]["post"]["requestBody"]["$ref"];
    assert_eq!(body, "#/components/requestBodies/body");
    let header = &value["components"]["responses"]["x-ok"]["headers"]["A"];
    assert_eq!(header["schema"]["$ref"], "#/components/schemas/a");
}

#[test]
fn a_list_can_be_a_file() {
    let text = "{paths: {/a: {get: {parameters: {$ref: list.yaml}, responses: {}}}}}";
    let files = [
        ("openapi.yaml", text),
        ("list.yaml", "[{$ref: b.yaml}]"),
        ("b.yaml", "{name: b, in: query, schema: {type: string}}"),
    ];
    let value = bundled(&files);
    let expected = json!([{ "$ref": "#/components/parameters/b" }]);
    assert_eq!(value["paths"]["/a"]["get"]["parameters"], expected);
}

#[test]
fn the_default_of_a_mapping_can_be_a_file() {
    let text = "{paths: {}, components: {schemas: {A: {oneOf: [{$ref: b.yaml}], discriminator: \
                {propertyName: t, mapping: {b: b.yaml}, defaultMapping: b.yaml}}}}}";
    let value = bundled(&[("openapi.yaml", text), ("b.yaml", "{type: object}")]);
    let discriminator = &value["components"]["schemas"]["A"]["discriminator"];
    assert_eq!(discriminator["mapping"]["b"], "#/components/schemas/b");
    assert_eq!(discriminator["defaultMapping"], "#/components/schemas/b");
}

#[test]
fn text_without_files_can_only_reference_itself() {
    let problem = |reference: &str| {
        let text = format!(
            "paths: {{/a: {{$ref: '{reference}'}}}}\ncomponents: {{pathItems: {{A: {{get: {{}}}}}}}}\n"
        );
        let mut diagnostics = Diagnostics::default();
        let path = Path::new("openapi.yaml");
        load_as(path, &text, &ReferenceRoot::Nowhere, &mut diagnostics);
        diagnostics.as_slice().iter().map(|it| (it.code, it.message.clone())).next()
    };
    for reference in ["b.yaml#/A", "../b.yaml", "https://example.com/b.yaml"] {
        let message = format!("`{reference}` is in another file, which can't be read in a browser");
        assert_eq!(problem(reference), Some((Code::Unreadable, message)));
    }
    for reference in ["#/components/pathItems/A", "openapi.yaml#/components/pathItems/A"] {
        assert_eq!(problem(reference), None, "{reference}");
    }
}
