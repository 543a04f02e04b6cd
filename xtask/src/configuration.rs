//! From the arguments to the configuration of the generator.

use std::path::{Path, PathBuf};

use codegen::config::{self, Config, Entries};
use codegen::document::Source;
use codegen::document::diagnostic::Diagnostics;
use codegen::document::load;

use crate::arguments::Arguments;

/// Where the configuration stands below the root of the workspace.
const DEFAULT: &str = "spec/codegen.toml";

/// What the user asks for.
#[derive(Debug)]
pub(crate) struct Configuration {
    pub(crate) config: Config,
    /// The entries of the file that must be of use; none without a file.
    pub(crate) entries: Entries,
}

/// The configuration that `arguments` name or describe; the file's text is added to `sources`.
///
/// Gives `None`, and leaves errors, for a file that is missing, can't be read or has mistakes.
pub(crate) fn read(
    arguments: &Arguments,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Configuration> {
    let (mut config, entries) = match (&arguments.spec, &arguments.out) {
        (Some(spec), Some(out)) => (
            Config::for_document(
                spec.clone(),
                arguments.overlay.clone(),
                out.clone(),
                arguments.package.clone(),
            ),
            Entries::default(),
        ),
        _ => {
            let source = text(&named_file(arguments), diagnostics)?;
            let read = config::read(&source.file, &source.text, diagnostics);
            sources.push(source);
            read?
        }
    };
    config.selection.include.extend(arguments.include.iter().cloned());
    config.selection.exclude.extend(arguments.exclude.iter().cloned());
    config.accept.extend(&arguments.accept);
    Some(Configuration { config, entries })
}

/// The configuration of the workspace; the file's text is added to `sources`.
///
/// Gives `None`, and leaves errors, as [`read`] does.
pub(crate) fn workspace(
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Config> {
    let source = text(&default_file(), diagnostics)?;
    let read = config::read(&source.file, &source.text, diagnostics);
    sources.push(source);
    Some(read?.0)
}

fn text(file: &Path, diagnostics: &mut Diagnostics) -> Option<Source> {
    match load::load_source(file) {
        Ok(source) => Some(source),
        Err(refused) => {
            let (_, problem) = *refused;
            let help = "name the configuration with `--config`, or a document with `--spec` and \
                        `--out`";
            diagnostics.push(problem.help(help));
            None
        }
    }
}

/// The configuration file that these arguments name; none where they name a document.
pub(crate) fn file(arguments: &Arguments) -> Option<PathBuf> {
    arguments.spec.is_none().then(|| named_file(arguments))
}

fn named_file(arguments: &Arguments) -> PathBuf {
    arguments.config.clone().unwrap_or_else(default_file)
}

/// The configuration file of the workspace.
pub(crate) fn default_file() -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    find(&current, package.as_deref())
}

/// The default configuration: in `current` or the nearest folder above it, else beside this
/// package. A path relative to `current` is preferred, since messages show it.
fn find(current: &Path, package: Option<&Path>) -> PathBuf {
    let mut up = PathBuf::new();
    for folder in current.ancestors() {
        if folder.join(DEFAULT).is_file() {
            return up.join(DEFAULT);
        }
        up.push("..");
    }
    let root = package.and_then(Path::parent).unwrap_or(Path::new(""));
    root.join(DEFAULT)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_default_is_found_from_any_folder() {
        let root = tempfile::tempdir().expect("a folder");
        let (below, elsewhere) = (root.path().join("one/a/b"), root.path().join("two"));
        for folder in [&below, &elsewhere, &root.path().join("one/spec")] {
            fs::create_dir_all(folder).expect("created");
        }
        fs::write(root.path().join("one").join(DEFAULT), "").expect("written");
        let find = |current: &Path| find(current, Some(&root.path().join("one/xtask")));
        assert_eq!(find(&root.path().join("one")), PathBuf::from(DEFAULT));
        assert_eq!(find(&below), PathBuf::from("../../spec/codegen.toml"));
        assert_eq!(find(&elsewhere), root.path().join("one").join(DEFAULT));
    }
}
