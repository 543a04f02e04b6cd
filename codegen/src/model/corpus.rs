//! The invariant of `desugar` and `model` over real documents: what desugar made of them is what
//! openapiv3 gives back.

use std::path::{Path, PathBuf};
use std::time::Instant;

use openapiv3::OpenAPI;
use serde_json::Value;

use super::model;
use crate::desugar::desugar;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::pointer::JsonPointer;

/// Documents beyond this size are for release builds.
const DEBUG_BYTES: u64 = 3 << 20;

/// Keywords in the corpus that no version of OpenAPI knows. `check` warns of them; nothing that
/// comes later asks for them.
const UNKNOWN: &[(&str, &str)] = &[
    ("mega.yaml", "myArbitraryKeyword"),
    ("openai.yaml", "max_items"),
    ("openai.yaml", "min_items"),
    ("openai.yaml", "optional"),
    ("openapi.yaml", "webhook_event_object_status"),
    ("openapi.yaml", "webhook_event_resource_status"),
    ("polar.json", "enumNames"),
    ("prefect.json", "max_items"),
    ("prefect.json", "min_items"),
    ("prefect.json", "supported_environment_variables"),
    ("prism-petstore.yaml", "application/json"),
];

#[test]
fn openapiv3_keeps_what_desugar_gives() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let documents = documents(&corpus);
    if documents.is_empty() {
        eprintln!("skipped: there are no documents in {}", corpus.display());
    }
    let lost: Vec<String> = documents.iter().flat_map(|path| lost_of(path)).collect();
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

fn documents(corpus: &Path) -> Vec<PathBuf> {
    let files = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut documents = [files(corpus), files(&corpus.join("oai-3.1"))].concat();
    documents.push(corpus.join("onfido/openapi.yaml"));
    documents.retain(|path| {
        let is_document = path.extension().is_some_and(|it| it == "json" || it == "yaml");
        let bytes = std::fs::metadata(path).map_or(u64::MAX, |file| file.len());
        is_document && bytes < if cfg!(debug_assertions) { DEBUG_BYTES } else { u64::MAX }
    });
    documents.sort();
    documents
}

/// Reads a document, and names what openapiv3 lost of it.
fn lost_of(path: &Path) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let document = load(path, &mut diagnostics);
    let start = Instant::now();
    let desugared = desugar(document);
    let desugar_time = start.elapsed();
    let start = Instant::now();
    let api = model(desugared.clone(), &mut diagnostics);
    eprintln!("{}: desugar {desugar_time:?}, model {:?}", path.display(), start.elapsed());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(api) = api else { return vec![format!("{name}: {diagnostics:?}")] };
    let mut lost = losses(&desugared.value, &api);
    lost.retain(|(at, _)| {
        !UNKNOWN.iter().any(|(file, key)| *file == name && at.last().as_deref() == Some(key))
    });
    lost.iter().map(|(at, what)| format!("{name}: {at} {what}")).collect()
}

/// Where openapiv3 gives back less than it was given, and what.
pub(super) fn losses(given: &Value, api: &OpenAPI) -> Vec<(JsonPointer, String)> {
    let kept = serde_json::to_value(api).expect("openapiv3 writes JSON");
    let mut lost = Vec::new();
    compare(given, &kept, &JsonPointer::root(), &mut lost);
    lost
}

/// Adds the pointers of what is in `given` and not in `kept`; what says nothing may be missing.
fn compare(given: &Value, kept: &Value, at: &JsonPointer, lost: &mut Vec<(JsonPointer, String)>) {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => {
            for (key, value) in given {
                match kept.get(key) {
                    Some(kept) => compare(value, kept, &at.child(key), lost),
                    None if says_nothing(value) => {}
                    None => lost.push((at.child(key), "is missing".to_owned())),
                }
            }
        }
        (Value::Array(given), Value::Array(kept)) if given.len() == kept.len() => {
            for (index, (given, kept)) in given.iter().zip(kept).enumerate() {
                compare(given, kept, &at.child(index), lost);
            }
        }
        (Value::Number(given), Value::Number(kept)) if given.as_f64() == kept.as_f64() => {}
        (given, kept) if given == kept => {}
        (given, kept) => lost.push((at.clone(), format!("{given} became {kept}"))),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
