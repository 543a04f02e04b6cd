//! `docs/supported.md`: every key of OpenAPI and JSON Schema, and its support in the generator. The
//! keys come from the grammar. Their support is determined by tests: the documents of
//! `tests/documents` contain all keys, and the page shows the effect of removing each one.

mod trial;

use std::fmt::Write as _;

use codegen::internals::document::grammar::listing::{self, Row};

use self::trial::{Effect, Findings};
use crate::documents;
use crate::page_file::assert_page;

const PAGE: &str = "../docs/supported.md";

const INTRODUCTION: &str = "\
# Supported keywords

Each key of OpenAPI 3.0, 3.1 and 3.2, with the versions in which the generator accepts it, and its
support in the generator.
The keywords of JSON Schema 2020-12 are listed under [Schema Object](#schema-object), and apply to all
schemas. Extensions (`x-`) are not listed.

| status | meaning |
| --- | --- |
| supported | it changes the code of the client, or is required for generation |
| partly | it changes the code of the client, but some types accept more values, which `fidelity.txt` lists |
| documented | it only changes documentation |
| documented, not checked | it only changes documentation; values are validated by the server, not the client, as `fidelity.txt` lists |
| not checked | it only changes `fidelity.txt`, which lists it |
| ignored | it changes nothing, since it is meant for people or other tools |
| ignored with a warning | the specification does not define it here |
| error | the specification does not define it here, and ignoring it would lose information |

All rows are generated: `cargo test -p tests supported` removes each key from the documents in
`tests/documents`, which together contain all keys, and compares the generated clients. With
`UPDATE_SUPPORTED=1` it writes this page.
";

/// Returns the page.
fn page() -> String {
    let mut findings = Findings::default();
    let mut files = documents::configurations();
    // Small documents first: a key that one of them has is tried there.
    files.sort_by_key(|file| file.with_extension("yaml").metadata().map_or(0, |it| it.len()));
    files.iter().for_each(|file| findings.add(file));
    let rows = listing::rows();
    let mut text = INTRODUCTION.to_owned();
    for object in rows.chunk_by(|one, next| one.object == next.object) {
        let _ = write!(text, "\n## {}\n\n", object[0].object);
        text.push_str("| key | versions | value | status |\n| --- | --- | --- | --- |\n");
        object.iter().for_each(|it| text.push_str(&row(it, &findings)));
        text.push_str(unknown(object));
    }
    let older: Vec<_> =
        rows.iter().filter(|it| it.versions.is_empty()).map(|it| format!("`{}`", it.key)).collect();
    let _ = write!(
        text,
        "\n## Older drafts of JSON Schema\n\nReferences may point into {}, which no version \
         of OpenAPI 3 defines.\n",
        older.join(", ")
    );
    text
}

/// Returns the row of a key; empty if no document may have it, according to `check`.
fn row(row: &Row, findings: &Findings) -> String {
    let Some(effect) = findings.effects.get(&(row.object, row.key)) else {
        return String::new();
    };
    let is_unheld = row.object == "Schema Object" && findings.unheld.contains(row.key);
    let status = match (effect, is_unheld) {
        (Effect::Code, false) => "supported",
        (Effect::Code, true) => "partly",
        (Effect::Documentation, false) => "documented",
        (Effect::Documentation, true) => "documented, not checked",
        (Effect::Listed, _) => "not checked",
        (Effect::Nothing, _) => "ignored",
    };
    let versions: Vec<_> = row.versions.iter().map(ToString::to_string).collect();
    let required = if row.is_required { ", required" } else { "" };
    let (versions, holds) = (versions.join(", "), &row.holds);
    format!("| `{}` | {versions} | {holds}{required} | {status} |\n", row.key)
}

/// Returns the row of all other keys of an object.
fn unknown(object: &[Row]) -> &'static str {
    if object.iter().any(|row| row.key.starts_with('{')) {
        ""
    } else if listing::strict_objects().contains(&object[0].object) {
        "| any other | | | error |\n"
    } else {
        "| any other | | | ignored with a warning |\n"
    }
}

#[test]
fn the_page_has_every_keyword() {
    assert_page(PAGE, &page(), "UPDATE_SUPPORTED");
}
