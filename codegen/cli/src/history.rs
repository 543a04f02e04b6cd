//! The inputs of the generator at a Git revision: the configuration of that revision, its document
//! and its overlays, in a temporary folder.

mod revision;

use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::config::{self, Config};
use codegen::internals::document::Source;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load::ReferenceRoot;
use tempfile::TempDir;

use crate::configuration;
use crate::diagnose;
use crate::git::git;
use crate::invocation::Invocation;

use self::revision::Revision;

/// The configuration at a revision.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) config: Config,
    /// Removes the folder on drop.
    _folder: TempDir,
}

/// Checks out the named configuration file, or the nearest one, at `revision`.
///
/// # Errors
///
/// The failure of Git, or the diagnostics of the old configuration, as text.
pub(crate) fn at(
    revision: &str,
    named: Option<&Path>,
    invocation: &Invocation,
) -> Result<History, String> {
    match configuration::file_or_nearest(named, invocation) {
        Ok(file) => of_file(revision, &file),
        Err(problem) => {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(problem);
            Err(diagnose::problems(Vec::new(), diagnostics))
        }
    }
}

/// Checks out the configuration in this file, at `revision`.
///
/// # Errors
///
/// The failure of Git, or the diagnostics of the old configuration, as text.
pub(crate) fn of_file(revision: &str, file: &Path) -> Result<History, String> {
    let (mut sources, mut diagnostics) = (Vec::new(), Diagnostics::default());
    let checkout = checkout(revision, file, &mut sources, &mut diagnostics)?;
    checkout.ok_or_else(|| diagnose::problems(sources, diagnostics))
}

/// Checks out the inputs that a configuration file names, at `revision`, into a temporary folder:
/// the overlays, and the document together with its folder, or with the folder that bounds its
/// references, since it may refer to files there. Symbolic links are followed within the
/// repository.
///
/// # Errors
///
/// Git does not know the revision, or a file did not exist at the revision or is outside the
/// repository. Errors in the configuration are added to `diagnostics`, and its text to `sources`.
fn checkout(
    revision: &str,
    file: &Path,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<History>, String> {
    // Git would read a revision that begins with `-` as an option.
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is not a revision\n"));
    }
    let source = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = tempfile::tempdir()
        .map_err(|error| format!("can't create a temporary folder: {error}\n"))?;
    let line = |option| -> Result<String, String> {
        let text = git(source, &["rev-parse", option])?;
        Ok(String::from_utf8_lossy(&text).trim_end_matches(['\r', '\n']).to_owned())
    };
    let (top, prefix) = (PathBuf::from(line("--show-toplevel")?), line("--show-prefix")?);
    let mut revision = Revision::new(revision, &top, folder.path())?;

    let place = revision.tree.join(&prefix).join(file.file_name().unwrap_or_default());
    revision.check_out("the configuration", &place)?;
    let shown = place.display().to_string();
    let text = fs::read_to_string(&place).map_err(|error| format!("`{shown}`: {error}\n"))?;
    let read = config::read(&shown, &text, diagnostics);
    sources.push(Source { file: shown, text });
    let Some((mut config, _)) = read else { return Ok(None) };

    config.document = revision.tree_path(&config.document);
    revision.check_out("the document", &config.document)?;
    if let Some(folder) = config.document.parent() {
        revision.check_out("the folder of the document", folder)?;
    }
    if let ReferenceRoot::Folder(root) = &mut config.reference_root {
        *root = revision.tree_path(root);
        revision.check_out("the `reference-root`", root)?;
    }
    for overlay in &mut config.overlays {
        *overlay = revision.tree_path(overlay);
        revision.check_out("the overlay", overlay)?;
    }
    Ok(Some(History { config, _folder: folder }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Creates a repository in which these files are committed.
    fn repository(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), files);
        git(folder.path(), &["init", "--quiet"]).expect("a repository");
        commit(folder.path());
        folder
    }

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        }
    }

    fn commit(folder: &Path) {
        let author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let commit = ["-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "A commit"];
        git(folder, &["add", "."]).expect("files");
        git(folder, &[&author[..], &commit].concat()).expect("a commit");
    }

    const CONFIG: &str = "document = \"old.yaml\"\noverlays = [\"../overlays/o.yaml\"]\n\
                          output = \"../client\"\n[package]\nname = \"zoo\"\n";

    /// Creates a repository with one commit, whose configuration, document and overlay have since
    /// been edited.
    fn edited() -> TempDir {
        let folder = repository(&[
            ("spec/codegen.toml", CONFIG),
            ("spec/old.yaml", "old document"),
            ("spec/parts/part.yaml", "old part"),
            ("overlays/o.yaml", "old overlay"),
        ]);
        write(
            folder.path(),
            &[
                ("spec/codegen.toml", "mistaken"),
                ("spec/old.yaml", "new document"),
                ("spec/parts/part.yaml", "new part"),
                ("overlays/o.yaml", "new overlay"),
            ],
        );
        folder
    }

    fn history(folder: &Path, revision: &str) -> Result<Option<History>, String> {
        let file = folder.join("spec/codegen.toml");
        checkout(revision, &file, &mut Vec::new(), &mut Diagnostics::default())
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).expect("a file")
    }

    #[test]
    fn an_old_revision_is_checked_out_completely() {
        let repository = edited();
        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        assert_eq!(read(&found.config.document), "old document");
        assert_eq!(read(&found.config.document.with_file_name("parts/part.yaml")), "old part");
        let overlays: Vec<String> = found.config.overlays.iter().map(|path| read(path)).collect();
        assert_eq!(overlays, ["old overlay"]);
    }

    #[test]
    fn the_repository_is_not_changed() {
        let repository = edited();
        let status = || git(repository.path(), &["status", "--porcelain"]).expect("a status");
        let (before, index) = (status(), fs::read(repository.path().join(".git/index")));
        history(repository.path(), "HEAD").expect("a revision");
        assert_eq!(status(), before);
        let after = fs::read(repository.path().join(".git/index"));
        assert_eq!(after.expect("an index"), index.expect("an index"));
        assert_eq!(read(&repository.path().join("spec/old.yaml")), "new document");
    }

    #[test]
    fn a_file_missing_from_the_revision_is_an_error() {
        let repository = edited();
        for revision in ["nowhere", "--help", "HEAD~1"] {
            let error = history(repository.path(), revision).expect_err(revision);
            let expected = format!("`{revision}` is not a revision");
            assert!(error.starts_with(&expected), "{error}");
        }
        let config = CONFIG.replace("old.yaml", "parts/none.yaml");
        write(repository.path(), &[("spec/codegen.toml", &config)]);
        commit(repository.path());
        let error = history(repository.path(), "HEAD").expect_err("the document does not exist");
        assert_eq!(error, "the document does not exist at `HEAD`: `spec/parts/none.yaml`\n");
    }

    #[test]
    fn a_document_or_overlay_outside_of_the_repository_is_an_error() {
        for (from, to, role) in [
            ("old.yaml", "../../old.yaml", "the document"),
            ("../overlays/o.yaml", "../../../o.yaml", "the overlay"),
            ("../overlays/o.yaml", "/somewhere/o.yaml", "the overlay"),
        ] {
            let repository = edited();
            write(repository.path(), &[("spec/codegen.toml", &CONFIG.replace(from, to))]);
            commit(repository.path());
            let error = history(repository.path(), "HEAD").expect_err(to);
            assert!(error.starts_with(&format!("{role} is outside of the repository")), "{error}");
            assert!(error.contains("\nhelp: "), "{error}");
        }
    }

    #[test]
    fn files_outside_the_folder_of_the_document_are_of_the_revision() {
        let repository = edited();
        let config = format!("reference-root = \"..\"\n{CONFIG}");
        let files = [("spec/codegen.toml", &*config), ("shared/part.yaml", "old part")];
        write(repository.path(), &files);
        commit(repository.path());
        write(repository.path(), &[("shared/part.yaml", "new part")]);
        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        let ReferenceRoot::Folder(root) = &found.config.reference_root else {
            panic!("not a folder")
        };
        assert_eq!(read(&root.join("shared/part.yaml")), "old part");

        write(repository.path(), &[("spec/codegen.toml", &config.replace("..", "../.."))]);
        commit(repository.path());
        let error = history(repository.path(), "HEAD").expect_err("it is above the repository");
        assert!(error.starts_with("the `reference-root` is outside of the repository"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_followed_within_the_repository() {
        use std::os::unix::fs::symlink;
        let repository = edited();
        let spec = repository.path().join("spec");
        write(
            repository.path(),
            &[
                ("spec/codegen.toml", CONFIG),
                ("upstream/api.yaml", "linked document"),
                ("shared/part.yaml", "linked part"),
            ],
        );
        for (target, link) in [
            ("../upstream/api.yaml", "old.yaml"),
            ("../../shared/part.yaml", "parts/part.yaml"),
            ("../../../nowhere.yaml", "parts/lost.yaml"),
            ("old.yaml", "parts/circle.yaml"),
        ] {
            let _ = fs::remove_file(spec.join(link));
            symlink(target, spec.join(link)).expect("a link");
        }
        commit(repository.path());
        write(
            repository.path(),
            &[("upstream/api.yaml", "new document"), ("shared/part.yaml", "new part")],
        );
        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        assert_eq!(read(&found.config.document), "linked document");
        assert_eq!(read(&found.config.document.with_file_name("parts/part.yaml")), "linked part");

        fs::remove_file(spec.join("old.yaml")).expect("a link");
        symlink("../../old.yaml", spec.join("old.yaml")).expect("a link");
        commit(repository.path());
        let error =
            history(repository.path(), "HEAD").expect_err("the path is outside of the repository");
        assert!(error.starts_with("the document is outside of the repository"), "{error}");
    }

    /// Creates a repository whose document is in a folder that is a symbolic link.
    #[cfg(unix)]
    fn linked_folder(target: impl AsRef<Path>) -> TempDir {
        let config = CONFIG.replace("old.yaml", "linked/api/old.yaml");
        let files = [
            ("spec/codegen.toml", config.as_str()),
            ("upstream/v1/api/old.yaml", "linked document"),
            ("upstream/v1/part.yaml", "linked part"),
            ("overlays/o.yaml", "overlay"),
        ];
        let repository = repository(&files);
        std::os::unix::fs::symlink(target, repository.path().join("spec/linked")).expect("a link");
        commit(repository.path());
        write(
            repository.path(),
            &[("upstream/v1/api/old.yaml", "new document"), ("upstream/v1/part.yaml", "new part")],
        );
        repository
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_symbolic_link_is_followed() {
        use std::os::unix::fs::symlink;
        let repository = linked_folder("../upstream/current");
        symlink("v1", repository.path().join("upstream/current")).expect("a link");
        commit(repository.path());
        write(repository.path(), &[("upstream/v1/api/old.yaml", "newer document")]);

        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        assert_eq!(read(&found.config.document), "new document");
        let folder = found.config.document.parent().expect("a folder");
        assert_eq!(read(&folder.join("../part.yaml")), "new part");

        // `current` did not exist yet.
        let error = history(repository.path(), "HEAD~1").expect_err("the link has no target");
        let expected = "the document does not exist at `HEAD~1`: `upstream/current`\n";
        assert_eq!(error, expected);
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_link_into_the_repository_leads_to_the_revision() {
        let repository = linked_folder("../nowhere");
        let link = repository.path().join("spec/linked");
        fs::remove_file(&link).expect("removed");
        let top = repository.path().canonicalize().expect("a folder");
        std::os::unix::fs::symlink(top.join("upstream/v1"), link).expect("a link");
        commit(repository.path());
        write(repository.path(), &[("upstream/v1/api/old.yaml", "newer document")]);
        let found = history(repository.path(), "HEAD").expect("a revision").expect("no mistake");
        assert_eq!(read(&found.config.document), "new document");
    }

    #[cfg(unix)]
    #[test]
    fn a_missing_file_below_a_symbolic_link_is_an_error() {
        let repository = linked_folder("../upstream");
        let error = history(repository.path(), "HEAD").expect_err("the folder has no document");
        let expected = "the document does not exist at `HEAD`: `spec/linked/api/old.yaml`, where \
                        `spec/linked` is a symbolic link to `../upstream`\n";
        assert_eq!(error, expected);

        let repository = linked_folder("../../elsewhere");
        let error = history(repository.path(), "HEAD").expect_err("the target is outside");
        assert!(error.starts_with("the document is outside of the repository"), "{error}");
    }

    #[test]
    fn errors_in_the_old_configuration_are_returned() {
        let repository = edited();
        commit(repository.path());
        let (mut sources, mut diagnostics) = (Vec::new(), Diagnostics::default());
        let file = repository.path().join("spec/codegen.toml");
        let found = checkout("HEAD", &file, &mut sources, &mut diagnostics).expect("a revision");
        assert!(found.is_none() && diagnostics.has_errors(), "{diagnostics:?}");
        assert_eq!(sources.len(), 1);
    }
}
