//! A fake cargo.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// A script with cargo's output that records its arguments.
const CARGO: &str = r#"#!/bin/sh
echo "$*" >> "$ASKED"
case "$1 $2" in
    'publish --dry-run'|'package --offline')
        echo 'warning: manifest has no homepage' >&2
        echo 'warning: aborting upload due to dry run' >&2
        exit "${PACKAGE:-0}" ;;
    'semver-checks --version') test -n "$SUMMARY" ;;
    'semver-checks --manifest-path') echo "     Summary $SUMMARY" >&2; exit 1 ;;
    *) exit 2 ;;
esac
"#;

/// Writes the script to `place`.
pub(crate) fn put(place: &Path) {
    fs::write(place, CARGO).expect("written");
    fs::set_permissions(place, fs::Permissions::from_mode(0o755)).expect("set");
}
