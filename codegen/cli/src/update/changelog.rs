//! The text of `CHANGELOG.md` with a section for the new version.

/// The beginning of a new changelog.
const HEADER: &str = "# Changelog\n";

/// The text with a section `entry` for `version`, above those of older versions and below what is not
/// released yet.
pub(super) fn with_entry(text: Option<&str>, version: &str, entry: &str) -> String {
    let text = text.unwrap_or(HEADER);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = first_version(text);
    let (above, below) = text.split_at(at.unwrap_or(text.len()));
    // As the other headings are: `## 1.0.0` or `## [1.0.0]`.
    let title = if below.starts_with("## [") { format!("[{version}]") } else { version.to_owned() };
    let mut section = format!("## {title}\n\n{}\n", entry.trim());
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

/// Where the section of the newest version begins.
fn first_version(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            is_code = !is_code;
        }
        if !is_code && line.starts_with("## ") && !line.to_lowercase().contains("unreleased") {
            return Some(at);
        }
        at += line.len();
    }
    None
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
            assert_eq!(with_entry(text, "2.0.0", "New.\n"), expected);
        }
    }
}
