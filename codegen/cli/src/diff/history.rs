//! What is generated at a revision of Git: the configuration as it was, with its document and
//! overlays, in a folder of its own.

use std::fs;
use std::path::{Component, Path, PathBuf};

use codegen::internals::config::{self, Config};
use codegen::internals::document::Source;
use codegen::internals::document::diagnostic::Diagnostics;
use tempfile::TempDir;

use crate::git::git;

/// A configuration of a revision.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) config: Config,
    /// Removed when this is.
    _folder: TempDir,
}

/// Brings what a configuration file names, as both were at `revision`, into a temporary folder: the
/// document with the folder that it is in, since it may refer to files beside it, and the overlays.
/// What the file names outside of the repository is taken as it is today.
///
/// # Errors
///
/// Why there is none: Git does not know the revision, or the configuration was not there. Mistakes
/// in it are left in `diagnostics`, and its text in `sources`.
pub(crate) fn checkout(
    revision: &str,
    file: &Path,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<History>, String> {
    // What begins with `-` would be an option.
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no revision\n"));
    }
    let source = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}\n"))?;
    let prefix = git(source, &["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8_lossy(&prefix).trim_end_matches(['\r', '\n']).to_owned();
    let revision = Revision { name: revision, source, folder: folder.path() };

    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let path = format!("{prefix}{name}");
    revision.bring_file(&path)?;
    let place = folder.path().join(&path);
    let text = fs::read_to_string(&place).map_err(|error| format!("`{path}`: {error}\n"))?;
    let read = config::read(&place.display().to_string(), &text, diagnostics);
    sources.push(Source { file: place.display().to_string(), text });
    let Some((mut config, _)) = read else { return Ok(None) };

    for path in std::iter::once(&mut config.document).chain(&mut config.overlays) {
        *path = plain(path);
    }
    if let Some(below) = config.document.parent().and_then(|it| revision.below(it)) {
        revision.bring_folder(&below)?;
    }
    for path in config.overlays.iter().filter_map(|path| revision.below(path)) {
        revision.bring_file(&path)?;
    }
    Ok(Some(History { config, _folder: folder }))
}

/// Where files of a revision come from and go to.
struct Revision<'a> {
    name: &'a str,
    /// A folder in the repository.
    source: &'a Path,
    /// In place of the repository's root.
    folder: &'a Path,
}

impl Revision<'_> {
    /// The path in the repository, with `/`; `None` for what lies outside of it.
    fn below(&self, path: &Path) -> Option<String> {
        let path = path.strip_prefix(self.folder).ok()?;
        let steps = path.iter().map(|step| step.to_string_lossy().into_owned());
        Some(steps.collect::<Vec<_>>().join("/"))
    }

    fn bring_folder(&self, path: &str) -> Result<(), String> {
        let list = ["ls-tree", "-r", "-z", "--full-tree", "--name-only", self.name];
        let mut arguments = list.to_vec();
        if !path.is_empty() {
            arguments.extend(["--", path]);
        }
        let names = git(self.source, &arguments)?;
        let names = String::from_utf8_lossy(&names).into_owned();
        names.split('\0').filter(|name| !name.is_empty()).try_for_each(|name| self.bring_file(name))
    }

    fn bring_file(&self, path: &str) -> Result<(), String> {
        let content = git(self.source, &["show", &format!("{}:{path}", self.name)])?;
        let place = self.folder.join(path);
        let created = place.parent().map_or(Ok(()), fs::create_dir_all);
        created
            .and_then(|()| fs::write(&place, content))
            .map_err(|error| format!("can't write `{}`: {error}\n", place.display()))
    }
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A repository with one commit, whose configuration, document and overlay are other ones now.
    fn repository() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        };
        let package = "[package]\nname = \"zoo\"\n";
        write(
            "spec/codegen.toml",
            &format!(
                "document = \"old.yaml\"\noverlays = [\"../overlays/o.yaml\"]\n\
                      output = \"../client\"\n{package}"
            ),
        );
        write("spec/old.yaml", "old document");
        write("spec/parts/part.yaml", "old part");
        write("overlays/o.yaml", "old overlay");
        let as_somebody =
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        for words in [&["init", "--quiet"][..], &["add", "."], &["commit", "-qm", "One"]] {
            git(folder.path(), &[&as_somebody[..], words].concat()).expect("a command of git");
        }
        write("spec/codegen.toml", "mistaken");
        write("spec/old.yaml", "new document");
        write("spec/parts/part.yaml", "new part");
        write("overlays/o.yaml", "new overlay");
        folder
    }

    fn history(folder: &Path, revision: &str) -> Result<Option<History>, String> {
        let file = folder.join("spec/codegen.toml");
        checkout(revision, &file, &mut Vec::new(), &mut Diagnostics::default())
    }

    #[test]
    fn all_is_as_it_was() {
        let repository = repository();
        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        let read = |path: &Path| fs::read_to_string(path).expect("a file");
        assert_eq!(read(&found.config.document), "old document");
        assert_eq!(read(&found.config.document.with_file_name("parts/part.yaml")), "old part");
        let overlays: Vec<String> = found.config.overlays.iter().map(|path| read(path)).collect();
        assert_eq!(overlays, ["old overlay"]);
    }

    #[test]
    fn what_was_not_there_is_an_error() {
        let repository = repository();
        for revision in ["nowhere", "--help", "HEAD~1"] {
            let error = history(repository.path(), revision).expect_err(revision);
            assert!(error.contains(revision), "{error}");
        }
    }

    #[test]
    fn mistakes_in_the_old_configuration_are_left_for_printing() {
        let repository = repository();
        let commit = [
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "-qam",
            "b",
        ];
        git(repository.path(), &commit).expect("a commit");
        let (mut sources, mut diagnostics) = (Vec::new(), Diagnostics::default());
        let file = repository.path().join("spec/codegen.toml");
        let found = checkout("HEAD", &file, &mut sources, &mut diagnostics).expect("a revision");
        assert!(found.is_none() && diagnostics.has_errors(), "{diagnostics:?}");
        assert_eq!(sources.len(), 1);
    }
}
