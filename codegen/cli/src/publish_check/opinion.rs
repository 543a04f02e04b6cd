//! The verdict of cargo-semver-checks on the changes, for comparison with the verdict of `diff`.

use std::fmt;
use std::path::Path;

use codegen::internals::review::diff::Verdict;

use super::PublishError;
use super::cargo::Cargo;

/// A verdict of cargo-semver-checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opinion {
    /// It is not installed.
    NotAsked,
    /// None of its rules requires a minor or major version.
    None,
    /// It requires a minor version.
    Minor,
    /// It requires a major version.
    Major,
}

impl Opinion {
    /// Whether the verdicts contradict each other: only one of them finds breaking changes, or
    /// `diff` finds a lesser change. A missing rule for an addition isn't a contradiction.
    pub(super) fn contradicts(self, ours: Option<Verdict>) -> bool {
        match self {
            Self::NotAsked => false,
            Self::None => ours == Some(Verdict::Breaking),
            Self::Minor => ours != Some(Verdict::Additive),
            Self::Major => ours != Some(Verdict::Breaking),
        }
    }

    /// Parses the last line of its report.
    fn of(report: &str) -> Option<Self> {
        let summary = report.lines().rev().find(|line| line.contains("Summary "))?;
        let found = [
            ("no semver update required", Self::None),
            ("requires new minor version", Self::Minor),
            ("requires new major version", Self::Major),
        ];
        found.into_iter().find(|(words, _)| summary.contains(words)).map(|(_, opinion)| opinion)
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAsked => "not installed (`cargo install cargo-semver-checks`)",
            Self::None => "no breaking change",
            Self::Minor => "additive",
            Self::Major => "breaking",
        })
    }
}

/// Runs cargo-semver-checks on the crate in `folder` as if it were released as a patch, so that all
/// of its rules are checked.
pub(super) fn of_semver_checks(
    cargo: &Cargo,
    folder: &Path,
    revision: &str,
) -> Result<Opinion, PublishError> {
    let manifest = folder.join("Cargo.toml").display().to_string();
    let words = ["--manifest-path", &manifest, "--baseline-rev", revision];
    let words = [&words[..], &["--release-type", "patch", "--all-features", "--color", "never"]];
    let Some(ran) = cargo.subcommand("semver-checks", &words.concat())? else {
        return Ok(Opinion::NotAsked);
    };
    Opinion::of(&ran.output).ok_or_else(|| {
        let help = "fix the error, or uninstall cargo-semver-checks to compare without it";
        PublishError::error(format!("`cargo semver-checks` failed\n{}", ran.output), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_verdict() {
        for (summary, expected) in [
            ("     Summary no semver update required", Some(Opinion::None)),
            (
                "     Summary semver requires new minor version: 0 major and 1 minor checks failed",
                Some(Opinion::Minor),
            ),
            (
                "     Summary semver requires new major version: 2 major and 1 minor checks failed",
                Some(Opinion::Major),
            ),
            ("error: failed to build rustdoc", None),
        ] {
            let report = format!("    Checking zoo v0.1.0\n{summary}\n    Finished [1 s] zoo\n");
            assert_eq!(Opinion::of(&report), expected);
        }
    }

    #[test]
    fn compatible_verdicts_do_not_differ() {
        use Verdict::{Additive, Breaking, Docs};
        for (theirs, fine) in [
            (Opinion::NotAsked, &[None, Some(Docs), Some(Additive), Some(Breaking)][..]),
            (Opinion::None, &[None, Some(Docs), Some(Additive)]),
            (Opinion::Minor, &[Some(Additive)]),
            (Opinion::Major, &[Some(Breaking)]),
        ] {
            for ours in [None, Some(Docs), Some(Additive), Some(Breaking)] {
                assert_eq!(theirs.contradicts(ours), !fine.contains(&ours), "{theirs:?} {ours:?}");
            }
        }
    }
}
