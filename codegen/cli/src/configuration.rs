//! The configuration of the generator, from the arguments and the configuration file.

use std::path::{Path, PathBuf};

use codegen::internals::config::{self, Config, Entries};
use codegen::internals::document::Source;
use codegen::internals::document::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen::internals::document::load;
use codegen::internals::document::pointer::JsonPointer;

use crate::arguments::Request;
use crate::diagnose;
use crate::invocation::Invocation;

/// The paths of the configuration file in a folder, in the order in which they are tried.
const DEFAULT_PATHS: [&str; 2] = ["codegen.toml", "spec/codegen.toml"];

const HELP: &str = "pass the configuration with `--config`, or pass documents; `openapi-crate init` \
                    creates a repository with one";

/// A configuration and the entries of its file.
#[derive(Debug)]
pub(crate) struct Configuration {
    pub(crate) config: Config,
    /// The entries of the file, each of which must have an effect; empty without a file, or if the
    /// command line selects a part of the document.
    pub(crate) entries: Entries,
}

/// Returns the configuration that `request` names or describes, and adds the file's contents to
/// `sources`.
///
/// Returns `None`, and adds errors, if the file is missing, can't be read or is invalid.
pub(crate) fn read(
    request: &Request,
    invocation: &Invocation,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Configuration> {
    let (mut config, mut entries) = match (&request.spec, &request.out) {
        (Some(spec), Some(out)) => (
            Config::for_document(
                spec.clone(),
                request.overlay.clone(),
                out.clone(),
                request.package.clone(),
            ),
            Entries::default(),
        ),
        _ => from_file(request.config.as_deref(), invocation, sources, diagnostics)?,
    };
    if !request.include.is_empty() || !request.exclude.is_empty() {
        // The selection may leave out the operation or schema that an entry names.
        entries = Entries::default();
    }
    config.selection.include.extend(request.include.iter().cloned());
    config.selection.exclude.extend(request.exclude.iter().cloned());
    config.accept.extend(&request.accept);
    Some(Configuration { config, entries })
}

/// Reads the configuration from the named file, or the nearest one.
///
/// # Errors
///
/// The diagnostics as text.
pub(crate) fn of_command(named: Option<&Path>, invocation: &Invocation) -> Result<Config, String> {
    let (mut sources, mut diagnostics) = (Vec::new(), Diagnostics::default());
    match from_file(named, invocation, &mut sources, &mut diagnostics) {
        Some((config, _)) => Ok(config),
        None => Err(diagnose::problems(sources, diagnostics)),
    }
}

/// Reads the configuration from the named file, or the nearest one, and returns it with the file's
/// contents.
///
/// # Errors
///
/// The diagnostics as text.
pub(crate) fn with_text(
    named: Option<&Path>,
    invocation: &Invocation,
) -> Result<(Configuration, Source), String> {
    let (mut sources, mut diagnostics) = (Vec::new(), Diagnostics::default());
    let read = from_file(named, invocation, &mut sources, &mut diagnostics);
    match (read, sources.pop()) {
        (Some((config, entries)), Some(source)) => Ok((Configuration { config, entries }, source)),
        (_, source) => Err(diagnose::problems(source.into_iter().collect(), diagnostics)),
    }
}

fn from_file(
    named: Option<&Path>,
    invocation: &Invocation,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<(Config, Entries)> {
    let source = file_or_nearest(named, invocation).and_then(|file| text(&file));
    match source {
        Ok(source) => {
            let read = config::read(&source.file, &source.text, diagnostics);
            sources.push(source);
            read
        }
        Err(problem) => {
            diagnostics.push(problem.help(HELP));
            None
        }
    }
}

fn text(file: &Path) -> Result<Source, Diagnostic> {
    load::load_source(file).map_err(|refused| refused.1)
}

/// Returns the configuration file of `request`; `None` if it names a document, or if the file does
/// not exist.
pub(crate) fn file(request: &Request, invocation: &Invocation) -> Option<PathBuf> {
    let named = request.config.as_deref();
    request.spec.is_none().then(|| file_or_nearest(named, invocation).ok())?
}

/// Returns the named configuration file, or the nearest one.
///
/// # Errors
///
/// The diagnostic for a missing configuration file.
pub(crate) fn file_or_nearest(
    named: Option<&Path>,
    invocation: &Invocation,
) -> Result<PathBuf, Diagnostic> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let current = std::env::current_dir().unwrap_or_default();
    nearest(&current, invocation.folder.as_deref()).ok_or_else(|| {
        let [file, below] = DEFAULT_PATHS;
        let message = format!("no `{file}` or `{below}` in this folder or any parent folder");
        Diagnostic::error(Code::Unreadable, &JsonPointer::root(), message)
            .help(HELP)
            .span(file, 0..0)
    })
}

/// Returns the configuration file in `current` or its nearest parent that has one, else in
/// `otherwise`. A path relative to `current` is preferred, since messages show it.
fn nearest(current: &Path, otherwise: Option<&Path>) -> Option<PathBuf> {
    let mut up = PathBuf::new();
    for folder in current.ancestors() {
        if let Some(place) = DEFAULT_PATHS.iter().find(|place| folder.join(place).is_file()) {
            return Some(up.join(place));
        }
        up.push("..");
    }
    let otherwise = otherwise?;
    DEFAULT_PATHS.iter().map(|place| otherwise.join(place)).find(|it| it.is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_is_found_from_any_folder() {
        let root = tempfile::tempdir().expect("a folder");
        let one = root.path().join("one");
        let (below, elsewhere) = (one.join("a/b"), root.path().join("two"));
        for folder in [&below, &elsewhere, &one.join("spec")] {
            fs::create_dir_all(folder).expect("created");
        }
        fs::write(one.join("spec/codegen.toml"), "").expect("written");
        let nearest = |current: &Path| nearest(current, Some(&one));
        assert_eq!(nearest(&one), Some(PathBuf::from("spec/codegen.toml")));
        assert_eq!(nearest(&one.join("spec")), Some(PathBuf::from("codegen.toml")));
        assert_eq!(nearest(&below), Some(PathBuf::from("../../spec/codegen.toml")));
        assert_eq!(nearest(&elsewhere), Some(one.join("spec/codegen.toml")));
        assert_eq!(super::nearest(&elsewhere, None), None);

        fs::write(one.join("codegen.toml"), "").expect("written");
        assert_eq!(nearest(&below), Some(PathBuf::from("../../codegen.toml")), "it comes first");
        fs::write(below.join("codegen.toml"), "").expect("written");
        assert_eq!(nearest(&below), Some(PathBuf::from("codegen.toml")), "it is nearer");
    }
}
