//! The shape of the generator's sources: who imports whom, where each library is used, and how
//! long a file may be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const SOURCES: &str = "../codegen/src";

/// What each module may import of the others.
const IMPORTS: &[(&str, &[&str])] = &[
    // The budget that `load` begins with goes on here, where operations are known.
    ("check", &["diagnostic", "document", "load", "pointer", "suggestion", "text"]),
    ("config", &["diagnostic", "formats", "pointer", "suggestion"]),
    ("desugar", &["document", "extension", "pointer"]),
    ("diagnostic", &["pointer", "text"]),
    ("diff", &["emit", "names", "pointer", "rust", "text"]),
    ("document", &["pointer"]),
    // `format` prints the example on the front page, which is a text.
    ("emit", &["format", "names", "rust", "text"]),
    ("extension", &["pointer"]),
    ("fidelity", &["formats", "ir", "rust", "text"]),
    ("formats", &[]),
    ("format", &["emit", "output", "parallel", "rust"]),
    ("ir", &["media_types", "pointer", "text"]),
    ("load", &["diagnostic", "document", "pointer"]),
    // The only one that sees both `ir` and `rust`.
    ("lower", &["config", "formats", "ir", "media_types", "names", "parallel", "rust", "text"]),
    // What a reference to nothing may have meant is `check`'s to know.
    ("media_types", &["text"]),
    ("mend", &["check", "diagnostic", "document", "pointer"]),
    // The table of what stands below which object is `desugar`'s.
    ("model", &["desugar", "diagnostic", "document", "extension", "pointer"]),
    // Modules are files, which not every name can have.
    ("names", &["config", "diagnostic", "ir", "media_types", "output", "pointer", "text"]),
    ("output", &[]),
    // Overlay files have lines and columns too.
    ("overlay", &["diagnostic", "document", "load", "pointer", "suggestion"]),
    ("package", &["output", "rust", "text"]),
    // The pages show the same snippets as the docs in the code.
    (
        "pages",
        &["emit", "format", "names", "output", "package", "parallel", "pointer", "rust", "text"],
    ),
    ("parallel", &[]),
    ("pointer", &["text"]),
    ("render", &["diagnostic", "document", "load", "pointer", "text"]),
    ("report", &["diff", "fidelity", "format", "names", "pointer", "rust", "text"]),
    (
        "resolve",
        &["config", "diagnostic", "extension", "formats", "ir", "media_types", "pointer", "text"],
    ),
    ("rust", &["formats", "names", "pointer", "text"]),
    ("select", &["config", "diagnostic", "document", "pointer", "suggestion", "text"]),
    ("suggestion", &["text"]),
    ("text", &[]),
    ("usage", &["config", "ir", "names"]),
    ("write", &["diagnostic", "output", "parallel", "pointer"]),
];

/// Where each library may be used.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["render"]),
    ("heck", &["names"]),
    ("openapiv3", &["model", "resolve"]),
    ("prettyplease", &["format"]),
    ("pulldown_cmark", &["lower"]),
    // `names` makes its identifiers printable.
    ("quote", &["emit", "names"]),
    ("same_file", &["write"]),
    ("saphyr_parser", &["load"]),
    ("semver", &["diff", "names"]),
    ("serde_json_path", &["overlay"]),
    ("serde_path_to_error", &["model"]),
    // `pages` writes an overlay.
    ("serde_yaml", &["load", "pages"]),
    ("similar", &["write"]),
    ("strsim", &["suggestion"]),
    ("syn", &["format"]),
    ("tempfile", &["write"]),
    ("toml", &["config"]),
    ("std::env", &[]),
    ("std::fs", &["load", "write"]),
    ("std::net", &[]),
    ("std::process", &[]),
];

/// The sources that read what an author wrote (`as_written`), each for a decision. What prints is
/// not among them: there a text leaves in the ways that `text` offers.
const READERS: &[(&str, &str)] = &[
    ("fidelity", "which formats have a type"),
    ("ir", "constants, URL templates"),
    ("lib", "the components that `Generation` lists"),
    ("lower/bodies", "media types"),
    ("lower/docs", "formats, patterns, constraints"),
    ("lower/examples", "which example fits its type"),
    ("lower/files", "media types"),
    ("lower/headers", "names of header fields"),
    ("lower/markdown", "the text that becomes Markdown"),
    ("lower/content", "names of properties of an event"),
    ("lower/notes", "whether a description names the scopes"),
    ("lower/operations", "the route of an operation without an id"),
    ("lower/package", "the name of the package"),
    ("lower/pagination", "the number of the first page"),
    ("lower/servers", "URL templates"),
    ("lower/type_ref", "formats"),
    ("lower/types", "values of enums"),
    ("lower/webhooks", "the route of a callback"),
    ("media_types", "the essence of a media type"),
    ("names", "letters of identifiers"),
    ("pointer", "the names in a JSON Pointer"),
    ("resolve", "facts about the API"),
];

/// The most lines of a file.
const LONGEST: usize = 450;

/// A file of the generator.
struct Source {
    /// The path below the sources.
    path: String,
    /// The module at the root that it belongs to.
    module: String,
    text: String,
}

impl Source {
    /// The text without comments and without the tests at its end.
    fn code(&self) -> String {
        let text = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.map(|line| format!("{line}\n")).collect()
    }

    fn is_test(&self) -> bool {
        let parent = Path::new(&self.path).with_extension("");
        let name = parent.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let declared = format!("#[cfg(test)]\nmod {name};");
        self.path.contains("/tests/")
            || parent.parent().is_some_and(|folder| {
                let file = Path::new(SOURCES).join(folder).with_extension("rs");
                std::fs::read_to_string(file).is_ok_and(|text| text.contains(&declared))
            })
    }
}

/// The sources, without what only tests are made of.
fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut pending = vec![PathBuf::from(SOURCES)];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let below = path.strip_prefix(SOURCES).expect("a path below").to_str().expect("UTF-8");
            let module = below.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            sources.push(Source {
                path: below.to_owned(),
                module: module.to_owned(),
                text: std::fs::read_to_string(&path).expect("a text"),
            });
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources.retain(|source| !source.is_test());
    assert!(sources.len() > 100, "only {} sources", sources.len());
    sources
}

/// The words that follow each `prefix` in `code`.
fn words_after<'c>(code: &'c str, prefix: &str) -> BTreeSet<&'c str> {
    let word = |rest: &'c str| {
        rest.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default()
    };
    code.split(prefix).skip(1).map(word).collect()
}

/// Whether `code` has a path that starts with `library`, or a macro of that name.
fn uses(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + library.len()..];
        let starts = !before.is_some_and(|it| it.is_alphanumeric() || "_:.`\"".contains(it));
        starts && ["::", "!", ";", "{"].iter().any(|next| after.starts_with(next))
    })
}

#[test]
fn modules_import_only_what_the_design_says() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module != "lib") {
        let allowed = IMPORTS.iter().find(|(module, _)| *module == source.module);
        let Some((_, allowed)) = allowed else {
            faults.push(format!("`{}` is not in the table", source.module));
            continue;
        };
        for import in words_after(&source.code(), "crate::") {
            let known = IMPORTS.iter().any(|(module, _)| *module == import);
            if known && import != source.module && !allowed.contains(&import) {
                faults.push(format!("{} imports `{import}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn libraries_are_used_where_the_design_says() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module != "lib") {
        let code = source.code();
        for (library, modules) in LIBRARIES {
            if uses(&code, library) && !modules.contains(&source.module.as_str()) {
                faults.push(format!("{} uses `{library}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_an_author_wrote_is_read_for_decisions_only() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module != "text") {
        if source.code().contains("as_written") && reader(&source.path).is_none() {
            faults.push(format!("{} reads what an author wrote", source.path));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The line of [`READERS`] that a file is on.
fn reader(path: &str) -> Option<&'static str> {
    let path = path.trim_end_matches(".rs");
    let is_below =
        |room: &str| path.strip_prefix(room).is_some_and(|it| it.is_empty() || it.starts_with('/'));
    READERS.iter().map(|(room, _)| *room).find(|room| is_below(room))
}

#[test]
fn the_tables_have_no_line_that_nothing_needs() {
    let sources = sources();
    for (room, why) in READERS {
        let reads =
            |it: &&Source| reader(&it.path) == Some(room) && it.code().contains("as_written");
        assert!(sources.iter().find(reads).is_some(), "`{room}` does not read {why} any more");
    }
    let code = |module: &str| -> String {
        sources.iter().filter(|it| it.module == module).map(Source::code).collect()
    };
    for (module, imports) in IMPORTS {
        let code = code(module);
        assert!(!code.is_empty(), "there is no module `{module}`");
        for import in *imports {
            let found = words_after(&code, "crate::").contains(import);
            assert!(found, "`{module}` does not import `{import}` any more");
        }
    }
    for (library, modules) in LIBRARIES {
        for module in *modules {
            let found = uses(&code(module), library);
            assert!(found, "`{module}` does not use `{library}` any more");
        }
    }
}

#[test]
fn every_module_says_what_it_does() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{} does not start with `//!`", source.path);
    }
}

#[test]
fn files_are_short() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", source.path);
    }
}

#[test]
fn nothing_is_left_to_do_and_nothing_knows_the_machine() {
    let home = std::env::current_dir().expect("a folder");
    let home = home.parent().and_then(Path::to_str).expect("the root of the workspace");
    for source in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "/home/", "/Users/", home] {
            assert!(!source.code().contains(word), "{} has `{word}`", source.path);
        }
    }
}
