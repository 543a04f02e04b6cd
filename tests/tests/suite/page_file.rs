//! Pages of `docs/` that tests write and compare.

use std::path::Path;

/// Asserts that the page at `path` is `actual`. The environment variable `update` writes the page.
#[track_caller]
pub(crate) fn assert_page(path: impl AsRef<Path>, actual: &str, update: &str) {
    let path = path.as_ref();
    if std::env::var_os(update).is_some() {
        std::fs::write(path, actual).expect("written");
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected, "if the change is intended: {update}=1");
    }
    assert_eq!(actual.lines().count(), expected.lines().count(), "{update}=1 writes it");
}
