//! The last release: accepts a Git revision or finds the tag, and returns the crate that was
//! released; before the first release, the crate of the last commit.
//!
//! The version and the changelog describe the changes from one release to the next. The present
//! files may belong to an update that is not released yet.

use std::path::Path;

use codegen::internals::config::{Config, VERSION};
use codegen::internals::rust::items::Crate;
use semver::Version;

use crate::diagnose;
use crate::git::git;
use crate::history::{self, History};

/// Returns the crate at `revision`, or else at the tag of the last release, or else at HEAD; `None`
/// if none of these commits exists. `config` is the path of the configuration.
///
/// A release is a commit with the tag `v1.2.3` whose configuration has the version `1.2.3`; the
/// last one is the one with the highest version that is reachable from HEAD. Before the first
/// release, several updates of the same commit are one version.
///
/// # Errors
///
/// The reason why the crate of the revision or tag can't be generated, as human-readable text.
pub(super) fn find(revision: Option<&str>, config: &Path) -> Result<Option<Crate>, String> {
    if let Some(revision) = revision {
        let history = at(revision, config)?;
        return surface(revision, &history.config).map(Some);
    }
    let tagged = last_tag(config).map(|tag| of_tag(&tag, config)).transpose()?.flatten();
    Ok(tagged.or_else(|| of_head(config)))
}

/// Returns the crate of a tag; `None` if its configuration has another version, since the tag
/// belongs to something else in the repository then.
fn of_tag(tag: &Version, config: &Path) -> Result<Option<Crate>, String> {
    let name = format!("v{tag}");
    let history = at(&name, config)?;
    let version = history.config.package.version.as_deref().unwrap_or(VERSION);
    let is_release = Version::parse(version).is_ok_and(|version| version == *tag);
    is_release.then(|| surface(&name, &history.config)).transpose()
}

/// Returns the crate of the last commit; `None` if it can't be generated, for example because the
/// configuration is new.
fn of_head(config: &Path) -> Option<Crate> {
    let history = history::of_file("HEAD", config).ok()?;
    codegen::internals::surface(&history.config).ok()
}

/// Returns the highest version with a tag reachable from HEAD; `None` outside a Git repository, or
/// if the configuration didn't exist at the tag.
fn last_tag(config: &Path) -> Option<Version> {
    let (folder, name) = place(config);
    let list = git(folder, &["tag", "--list", "v*", "--merged", "HEAD"]).ok()?;
    let list = String::from_utf8_lossy(&list);
    let versions = list.lines().filter_map(|tag| Version::parse(tag.strip_prefix('v')?).ok());
    let last = versions.max()?;
    git(folder, &["cat-file", "-e", &format!("v{last}:./{name}")]).ok()?;
    Some(last)
}

/// Returns the folder and the name of a file.
fn place(file: &Path) -> (&Path, String) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (folder.unwrap_or(Path::new(".")), name)
}

fn at(revision: &str, config: &Path) -> Result<History, String> {
    history::of_file(revision, config).map_err(|error| unusable(revision, &error))
}

fn surface(revision: &str, config: &Config) -> Result<Crate, String> {
    codegen::internals::surface(config)
        .map_err(|failure| unusable(revision, &diagnose::errors(&failure)))
}

fn unusable(revision: &str, error: &str) -> String {
    format!(
        "{error}can't compare with the crate of the last release, `{revision}`\n  help: pass \
         another revision with `--git REV`, such as `--git HEAD`\n"
    )
}
