//! `CHANGELOG.md` with a section for the new version.

use std::ops::Range;

use codegen::internals::review::diff::Difference;

/// The start of a new changelog.
const HEADER: &str = "# Changelog\n";

/// The section of an unreleased version, as an update has written it.
#[derive(Debug)]
pub(super) struct Unreleased {
    pub(super) version: String,
    /// The text below the heading.
    pub(super) entry: String,
    /// The changes since the section was written.
    pub(super) more: String,
}

/// Returns the entry of the changelog for the changes.
pub(super) fn entry(difference: &Difference) -> String {
    match difference.to_changelog() {
        entry if entry.is_empty() => "No changes for callers.".to_owned(),
        entry => entry,
    }
}

/// Returns the changelog with a section `entry` for `version`, above those of older versions and
/// below unreleased changes; it replaces the section of `unreleased`, if there is one. If that
/// section was edited, the changes since then are added to it.
pub(super) fn with_entry(
    text: Option<&str>,
    version: &str,
    entry: &str,
    unreleased: Option<&Unreleased>,
) -> String {
    let text = text.unwrap_or(HEADER);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Parts { above, newest, below } = Parts::of(text);
    let (mut title, mut entry) = (None, entry.trim().to_owned());
    let mut below = format!("{newest}{below}");
    if let Some(unreleased) = unreleased
        && let Some((heading, body)) = section_of(newest, &unreleased.version)
    {
        if body != unreleased.entry.trim() {
            entry = format!("{body}\n\n{}", unreleased.more.trim()).trim().to_owned();
        }
        title = Some(heading.replacen(&unreleased.version, version, 1));
        below = below.split_off(newest.len());
    }
    // Like the other headings: `## 1.0.0` or `## [1.0.0]`.
    let title = title.unwrap_or_else(|| match below.starts_with("## [") {
        true => format!("## [{version}]"),
        false => format!("## {version}"),
    });
    let mut section = format!("{title}\n\n{entry}\n");
    if !below.is_empty() {
        section.push('\n');
    }
    let gap = match above {
        "" => "",
        above if above.ends_with("\n\n") || above.ends_with("\r\n\r\n") => "",
        above if above.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{above}{}{below}", format!("{gap}{section}").replace('\n', line_end))
}

/// A changelog, split at the section of its newest version.
struct Parts<'a> {
    above: &'a str,
    /// Empty if there is no section.
    newest: &'a str,
    below: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let headings = headings(text);
        let is_version =
            |at: &&Range<usize>| !text[(*at).clone()].to_lowercase().contains("unreleased");
        let start = headings.iter().find(is_version).map_or(text.len(), |at| at.start);
        let next = headings.iter().find(|at| at.start > start).map_or(text.len(), |at| at.start);
        Self { above: &text[..start], newest: &text[start..next], below: &text[next..] }
    }
}

/// Returns the lines that are headings of level 2.
fn headings(text: &str) -> Vec<Range<usize>> {
    let (mut at, mut is_code) = (0, false);
    let mut headings = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            is_code = !is_code;
        }
        if !is_code && line.starts_with("## ") {
            headings.push(at..at + line.len());
        }
        at += line.len();
    }
    headings
}

/// Returns the heading and the text of a section, if it is the section of `version`.
fn section_of(section: &str, version: &str) -> Option<(String, String)> {
    let section = section.replace("\r\n", "\n");
    let (heading, body) = section.split_once('\n').unwrap_or((&section, ""));
    let title = heading.trim_start_matches("## ").trim_start_matches('[');
    let rest = title.strip_prefix(version)?;
    // `1.0.0-rc.1` is not `1.0.0`.
    let is_end = rest.chars().next().is_none_or(|next| next == ']' || next.is_whitespace());
    is_end.then(|| (heading.to_owned(), body.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_above_those_of_older_versions() {
        for (text, expected) in [
            (None, "# Changelog\n\n## 2.0.0\n\nNew.\n"),
            (Some("# News"), "# News\n\n## 2.0.0\n\nNew.\n"),
            (Some(""), "## 2.0.0\n\nNew.\n"),
            (Some("# A\n\n## 1.0.0\n\nOld.\n"), "# A\n\n## 2.0.0\n\nNew.\n\n## 1.0.0\n\nOld.\n"),
            (
                Some("# A\r\n\r\n## [Unreleased]\r\n\r\n## [1.0.0] - 2020\r\n"),
                "# A\r\n\r\n## [Unreleased]\r\n\r\n## [2.0.0]\r\n\r\nNew.\r\n\r\n## [1.0.0] - \
                 2020\r\n",
            ),
            (
                Some("# A\n\n```\n## no\n```\n\n## Unreleased\n\nB\n"),
                "# A\n\n```\n## no\n```\n\n## Unreleased\n\nB\n\n## 2.0.0\n\nNew.\n",
            ),
        ] {
            assert_eq!(with_entry(text, "2.0.0", "New.\n", None), expected);
            // A version without a section.
            let other = Unreleased {
                version: "1.0".to_owned(),
                entry: "Old.".to_owned(),
                more: "More.".to_owned(),
            };
            assert_eq!(with_entry(text, "2.0.0", "New.\n", Some(&other)), expected);
        }
    }

    #[test]
    fn a_section_that_is_not_released_is_replaced() {
        let unreleased = Unreleased {
            version: "1.1.0".to_owned(),
            entry: "Added:\n\n- a\n".to_owned(),
            more: "- b\n".to_owned(),
        };
        for (text, expected) in [
            (
                "# A\n\n## 1.1.0\n\nAdded:\n\n- a\n\n## 1.0.0\n\nOld.\n",
                "# A\n\n## 2.0.0\n\nAll.\n\n## 1.0.0\n\nOld.\n",
            ),
            ("## [1.1.0] - soon\r\n\r\nAdded:\r\n\r\n- a\r\n", "## [2.0.0] - soon\r\n\r\nAll.\r\n"),
            // An edited section.
            (
                "## 1.1.0\n\nAdded:\n\n- a, at last\n\n## 1.0.0\n",
                "## 2.0.0\n\nAdded:\n\n- a, at last\n\n- b\n\n## 1.0.0\n",
            ),
            // The section of another version.
            ("## 1.1.0-rc.1\n\nOld.\n", "## 2.0.0\n\nAll.\n\n## 1.1.0-rc.1\n\nOld.\n"),
        ] {
            assert_eq!(with_entry(Some(text), "2.0.0", "All.\n", Some(&unreleased)), expected);
        }
    }
}
