//! The crates before an update: the one that was released, and the one that is there.

use codegen::internals::Generation;
use codegen::internals::review::diff;
use codegen::internals::rust::items::Crate;

use super::changelog::{self, Unreleased};
use super::release::Release;

/// The crates before the update.
pub(super) struct Before<'a> {
    /// That of the last release, where one is known.
    pub(super) released: Option<Crate>,
    /// That of the document that is there, if there is one.
    pub(super) old: Option<&'a Generation>,
}

impl Before<'_> {
    /// The crate that the version and the changelog are compared with.
    pub(super) fn base(&self) -> Option<&Crate> {
        self.released.as_ref().or(self.old.map(|old| &old.krate))
    }

    /// The section of the changelog that an update has written for `version` since the last release, if
    /// `current` is not that of the release.
    pub(super) fn unreleased(&self, version: &Release, krate: &Crate) -> Option<Unreleased> {
        let (released, old) = self.released.as_ref().zip(self.old)?;
        (version.current != version.from).then(|| Unreleased {
            version: version.current.clone(),
            entry: changelog::entry(&diff::compare(released, &old.krate)),
            more: diff::compare(&old.krate, krate).to_changelog(),
        })
    }
}
