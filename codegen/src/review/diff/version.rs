//! The version to release.

use semver::Version;

use super::Verdict;

/// Returns the version to release after `version` for a change with this verdict. With `0.y.z`, the
/// minor number is increased for breaking changes and the patch number for all others, as in Cargo.
pub(super) fn next(version: &str, verdict: Option<Verdict>) -> String {
    let Ok(Version { major, minor, patch, .. }) = Version::parse(version) else {
        return version.to_owned();
    };
    match (verdict, major, minor) {
        (None, ..) => version.to_owned(),
        (Some(Verdict::Breaking), 0, 0) => format!("0.0.{}", patch + 1),
        (Some(Verdict::Breaking), 0, _) => format!("0.{}.0", minor + 1),
        (Some(Verdict::Breaking), ..) => format!("{}.0.0", major + 1),
        (Some(Verdict::Additive), 1.., _) => format!("{major}.{}.0", minor + 1),
        _ => format!("{major}.{minor}.{}", patch + 1),
    }
}

/// Returns `true` if `version` is `needed` or later, and `false` if either isn't a valid version.
pub fn reaches(version: &str, needed: &str) -> bool {
    let parse = |text| Version::parse(text).ok();
    parse(version).zip(parse(needed)).is_some_and(|(version, needed)| version >= needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_cargos() {
        for (version, verdict, expected) in [
            ("0.1.0", None, "0.1.0"),
            ("0.1.0", Some(Verdict::Docs), "0.1.1"),
            ("0.1.4", Some(Verdict::Additive), "0.1.5"),
            ("0.1.4", Some(Verdict::Breaking), "0.2.0"),
            ("0.0.4", Some(Verdict::Breaking), "0.0.5"),
            ("1.2.3", Some(Verdict::Docs), "1.2.4"),
            ("1.2.3", Some(Verdict::Additive), "1.3.0"),
            ("1.2.3-rc.1+build", Some(Verdict::Breaking), "2.0.0"),
            ("next", Some(Verdict::Breaking), "next"),
        ] {
            assert_eq!(next(version, verdict), expected, "{version} {verdict:?}");
        }
    }
}
