//! The crates before an update: the released one and the present one.

use codegen::internals::Generation;
use codegen::internals::review::diff;
use codegen::internals::rust::items::Crate;

use super::changelog::{self, Unreleased};
use super::release::Release;

/// The crates before the update.
pub(super) struct Before<'a> {
    /// The crate of the last release, or else the last commit, if known.
    pub(super) released: Option<Crate>,
    /// The crate of the present document, if it exists.
    pub(super) old: Option<&'a Generation>,
}

impl Before<'_> {
    /// Returns the crate that the version and the changelog are compared with.
    pub(super) fn base(&self) -> Option<&Crate> {
        self.released.as_ref().or(self.old.map(|old| &old.krate))
    }

    /// Returns the changelog section of `version` that an update has written since the last
    /// release; `None` if `current` is the released version.
    pub(super) fn unreleased(&self, version: &Release, krate: &Crate) -> Option<Unreleased> {
        let (released, old) = self.released.as_ref().zip(self.old)?;
        (version.current != version.from).then(|| Unreleased {
            version: version.current.clone(),
            entry: changelog::entry(&diff::compare(released, &old.krate)),
            more: diff::compare(&old.krate, krate).to_changelog(),
        })
    }
}
