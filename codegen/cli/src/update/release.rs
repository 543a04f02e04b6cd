//! The version of the release: determined by the changes, unless the user chooses it.

use std::fmt;
use std::path::Path;

use clap::ValueEnum;
use codegen::internals::document::load;
use codegen::internals::review::diff::{self, Difference};
use semver::Version;

use super::Arguments;
use crate::diagnose;

/// The part of the version that is incremented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// `1.2.3` becomes `2.0.0`, and `0.1.2` becomes `1.0.0`.
    Major,
    /// `1.2.3` becomes `1.3.0`, and `0.1.2` becomes `0.2.0`.
    Minor,
    /// `1.2.3` becomes `1.2.4`, and `0.1.2` becomes `0.1.3`.
    Patch,
}

/// A level that the user has chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) level: Level,
    pub(super) by: Setting,
}

/// The source of the release level that the user has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Argument,
    PullRequestText,
}

impl fmt::Display for Setting {
    /// Writes the name of the setting, with Markdown inline code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Argument => "`--release`",
            Self::PullRequestText => "`Release:` in the description of the pull request",
        })
    }
}

impl Choice {
    /// Returns the line `Release: minor`, if the user has added one to the description of the pull
    /// request.
    pub(super) fn line(self) -> Option<String> {
        let level = match self.level {
            Level::Major => "major",
            Level::Minor => "minor",
            Level::Patch => "patch",
        };
        (self.by == Setting::PullRequestText).then(|| format!("Release: {level}"))
    }
}

impl Level {
    /// Returns the next version after `version`.
    ///
    /// # Errors
    ///
    /// `version` is not a valid version of Semantic Versioning.
    pub(super) fn after(self, version: &str) -> Result<String, String> {
        let Ok(Version { major, minor, patch, .. }) = Version::parse(version) else {
            return Err(format!(
                "error: `{version}` is not a version that can be incremented\n  help: correct \
                 `version` in `[package]` of `codegen.toml`\n"
            ));
        };
        Ok(match self {
            Self::Major => format!("{}.0.0", major + 1),
            Self::Minor => format!("{major}.{}.0", minor + 1),
            Self::Patch => format!("{major}.{minor}.{}", patch + 1),
        })
    }
}

/// The versions before and after the release.
pub(super) struct Release {
    /// The version of the last release, or the configured one if unknown.
    pub(super) from: String,
    /// The version of the configuration, which differs from `from` if it is not released yet.
    pub(super) current: String,
    pub(super) to: String,
    pub(super) choice: Option<Choice>,
}

impl Release {
    /// Returns the release for a `difference` from the last one. `current`, the version of the
    /// configuration, is only lowered if the user chooses so.
    ///
    /// # Errors
    ///
    /// The version can't be incremented.
    pub(super) fn of(
        current: String,
        difference: Option<&Difference>,
        choice: Option<Choice>,
    ) -> Result<Self, String> {
        let from = difference.map_or(&current, |it| &it.version).clone();
        let to = match (choice, difference.map(Difference::release)) {
            (Some(choice), _) => choice.level.after(&from)?,
            (None, Some(needed)) if !diff::reaches(&current, &needed) => needed,
            (None, _) => current.clone(),
        };
        Ok(Self { from, current, to, choice })
    }

    /// Whether the configuration has another version.
    pub(super) fn is_new(&self) -> bool {
        self.current != self.to
    }
}

/// Returns the level in the arguments, or in the description of the pull request that they name.
///
/// # Errors
///
/// The description can't be read, or has no valid level, or several.
pub(super) fn choice(arguments: &Arguments) -> Result<Option<Choice>, String> {
    if let Some(level) = arguments.release {
        return Ok(Some(Choice { level, by: Setting::Argument }));
    }
    let Some(file) = &arguments.pull_request_text else { return Ok(None) };
    let source =
        load::load_source(file).map_err(|refused| diagnose::problem(refused.0, refused.1))?;
    let level = in_text(file, &source.text)?;
    Ok(level.map(|level| Choice { level, by: Setting::PullRequestText }))
}

/// Returns the level in a line `Release: minor`.
fn in_text(file: &Path, text: &str) -> Result<Option<Level>, String> {
    let mut found: Option<Level> = None;
    for (number, line) in text.lines().enumerate() {
        let Some((key, word)) = line.split_once(':') else { continue };
        if !key.trim().eq_ignore_ascii_case("release") {
            continue;
        }
        let place = format!("{}:{}", file.display(), number + 1);
        let help = "help: write `Release: major`, `Release: minor` or `Release: patch`, once";
        let Ok(level) = Level::from_str(word.trim(), true) else {
            return Err(format!(
                "error: {place}: this line has no valid release level\n  {help}\n"
            ));
        };
        if found.is_some_and(|other| other != level) {
            return Err(format!(
                "error: {place}: a line above has a different release level\n  {help}\n"
            ));
        }
        found = Some(level);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_increments_its_part() {
        for (version, level, expected) in [
            ("1.2.3", Level::Major, "2.0.0"),
            ("1.2.3", Level::Minor, "1.3.0"),
            ("1.2.3", Level::Patch, "1.2.4"),
            ("0.1.2", Level::Major, "1.0.0"),
            ("0.1.2", Level::Minor, "0.2.0"),
            ("0.1.2", Level::Patch, "0.1.3"),
        ] {
            assert_eq!(level.after(version).as_deref(), Ok(expected), "{version} {level:?}");
        }
        assert!(Level::Major.after("next").is_err());
    }

    #[test]
    fn a_text_names_a_level_once_at_the_start_of_a_line() {
        let in_text = |text| in_text(Path::new("text.md"), text);
        assert_eq!(in_text("New API\n\nrelease:  Minor \r\n"), Ok(Some(Level::Minor)));
        assert_eq!(in_text("Release: patch\nRelease: patch"), Ok(Some(Level::Patch)));
        for text in ["", "**Release 0.2.0 after 0.1.0: additive**", "write `Release: major`"] {
            assert_eq!(in_text(text), Ok(None), "{text}");
        }
        for text in ["Release: later", "Release:", "Release: major\nRelease: minor"] {
            let error = in_text(text).expect_err(text);
            assert!(error.contains("text.md:") && error.contains("help: "), "{error}");
        }
    }
}
