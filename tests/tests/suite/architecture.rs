//! The structure of the generator's sources: imports between modules, the modules that use each
//! library, and the maximum length of a file.

mod circles;
mod compiled_once;
mod public;
mod tables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::tables::{IMPORTS, LAYERS, LIBRARIES, LISTS, READERS};

const SOURCES: &str = "../codegen/src";

/// The maximum number of lines of a file.
const MAX_LINES: usize = 450;

/// A source file of the generator.
struct Source {
    /// The path relative to the sources.
    path: String,
    /// The module of the file: at the root, or a floor and a module in it.
    module: String,
    text: String,
}

impl Source {
    /// Returns the text without comments and without the tests at its end.
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

/// Returns the module of a path: for `a/b/c`, it is `a/b` if `a` is a floor, else `a`.
fn module(path: &str) -> String {
    let mut names = path.split('/');
    let first = names.next().unwrap_or_default();
    match names.next().filter(|_| LAYERS.contains(&first)) {
        Some(second) => format!("{first}/{second}"),
        None => first.to_owned(),
    }
}

/// Returns the modules that `code` imports.
fn imports(code: &str) -> BTreeSet<&'static str> {
    let paths = code.split("crate::").skip(1).map(|rest| {
        let end = |it: char| !it.is_alphanumeric() && it != '_' && it != ':';
        rest.split(end).next().unwrap_or_default().replace("::", "/")
    });
    // A path into a floor that names none of its modules refers to an item of the floor itself.
    let known = |path: &str| IMPORTS.iter().map(|(module, _)| *module).find(|it| *it == path);
    paths
        .filter_map(|path| known(&module(&path)).or_else(|| known(path.split('/').next()?)))
        .collect()
}

/// Returns the height of a module's floor.
fn floor(module: &str) -> usize {
    let name = module.split('/').next().unwrap_or_default();
    LAYERS.iter().position(|it| *it == name).unwrap_or_default()
}

/// Returns the sources, except files that contain only tests.
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
            sources.push(Source {
                path: below.to_owned(),
                module: module(below.trim_end_matches(".rs")),
                text: std::fs::read_to_string(&path).expect("a text file"),
            });
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources.retain(|source| !source.is_test());
    assert!(sources.len() > 100, "only {} sources", sources.len());
    sources
}

/// Whether `code` has a path that starts with `library`, or a macro with that name.
fn uses(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + library.len()..];
        let starts = !before.is_some_and(|it| it.is_alphanumeric() || "_:.`\"".contains(it));
        starts && ["::", "!", ";", "{"].iter().any(|next| after.starts_with(next))
    })
}

#[test]
fn modules_import_only_lower_layers() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !LISTS.contains(&source.module.as_str())) {
        let allowed = IMPORTS.iter().find(|(module, _)| *module == source.module);
        let Some((_, allowed)) = allowed else {
            faults.push(format!("`{}` is not in the table", source.module));
            continue;
        };
        for import in imports(&source.code()) {
            if import != source.module && !allowed.contains(&import) {
                faults.push(format!("{} imports `{import}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn imports_go_down() {
    let mut faults = Vec::new();
    for (module, imports) in IMPORTS {
        let up = imports.iter().filter(|import| floor(import) > floor(module));
        faults
            .extend(up.map(|import| format!("`{module}` may import `{import}`, a floor above it")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn libraries_are_used_in_their_layers() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !LISTS.contains(&source.module.as_str())) {
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
fn source_text_is_used_for_decisions_only() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module != "document/text") {
        if source.code().contains("as_written") && reader(&source.path).is_none() {
            faults.push(format!("{} reads the author's text", source.path));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Returns the entry of [`READERS`] for a file.
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
        assert!(sources.iter().find(reads).is_some(), "`{room}` no longer reads {why}");
    }
    let code = |module: &str| -> String {
        sources.iter().filter(|it| it.module == module).map(Source::code).collect()
    };
    for (module, needed) in IMPORTS {
        let code = code(module);
        assert!(!code.is_empty(), "there is no module `{module}`");
        for import in *needed {
            assert!(imports(&code).contains(import), "`{module}` no longer imports `{import}`");
        }
    }
    for (library, modules) in LIBRARIES {
        for module in *modules {
            let found = uses(&code(module), library);
            assert!(found, "`{module}` no longer uses `{library}`");
        }
    }
}

#[test]
fn the_files_of_the_recipes_exist() {
    let text = std::fs::read_to_string("../CONTRIBUTING.md").expect("a text file");
    let recipes = text.split("## Recipes").nth(1).expect("recipes");
    let recipes = recipes.split("\n## ").next().unwrap_or_default();
    let spans = recipes.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = spans.filter(|span| span.contains('/')).collect();
    assert!(paths.len() > 20, "only {} paths", paths.len());
    let missing: Vec<_> =
        paths.iter().filter(|path| !Path::new("..").join(path).exists()).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md mentions missing files: {missing:?}");
}

#[test]
fn every_module_has_documentation() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{} does not start with `//!`", source.path);
    }
}

#[test]
fn files_are_short() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", source.path);
    }
}

#[test]
fn there_are_no_todos_and_no_local_paths() {
    let home = std::env::current_dir().expect("a folder");
    let home = home.parent().and_then(Path::to_str).expect("the root of the workspace");
    for source in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "/home/", "/Users/", home] {
            assert!(!source.code().contains(word), "{} has `{word}`", source.path);
        }
    }
}
