//! Lines that differ only in a version, such as `version = "0.1.0"`: both sides of a merge get the
//! generated line.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The lines of a generated file that differ from the lines of its base only in versions.
pub(super) struct Lines<'a> {
    /// The generated lines, by the line of the base.
    exact: BTreeMap<&'a str, &'a str>,
    /// The generated lines of keys `version`, by the line with `#` for each version.
    masked: BTreeMap<String, &'a str>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(base: &'a str, generated: &'a str) -> Self {
        let mut by_mask: BTreeMap<String, &str> = BTreeMap::new();
        for line in generated.lines() {
            let masked = masked(line);
            if masked != line {
                by_mask.entry(masked).or_insert(line);
            }
        }
        let mut lines = Self { exact: BTreeMap::new(), masked: BTreeMap::new() };
        for line in base.lines() {
            let mask = masked(line);
            let Some(new) = by_mask.get(&mask).filter(|new| **new != line) else { continue };
            lines.exact.insert(line, new);
            if line.starts_with("version = ") {
                lines.masked.insert(mask, new);
            }
        }
        lines
    }

    /// Replaces the lines of the base, or edited versions of them, with the generated lines.
    pub(super) fn replaced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.exact.is_empty() {
            return Cow::Borrowed(text);
        }
        let replaced = text.split_inclusive('\n').map(|line| {
            let content = line.trim_end_matches(['\r', '\n']);
            let new = self.exact.get(content).or_else(|| self.masked.get(&masked(content)));
            match new {
                Some(new) => format!("{new}{}", &line[content.len()..]),
                None => line.to_owned(),
            }
        });
        Cow::Owned(replaced.collect())
    }
}

/// Returns the line with `#` for each version: digits, a dot, and the adjacent characters.
fn masked(line: &str) -> String {
    let belongs = |symbol: char| symbol.is_ascii_alphanumeric() || ".+-".contains(symbol);
    let mut masked = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(belongs) {
        let (before, from) = rest.split_at(start);
        let (word, after) =
            from.split_at(from.find(|symbol| !belongs(symbol)).unwrap_or(from.len()));
        let is_version =
            word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.');
        masked.push_str(before);
        masked.push_str(if is_version { "#" } else { word });
        rest = after;
    }
    masked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_are_masked() {
        for (line, expected) in [
            ("version = \"0.1.0\"", "version = \"#\""),
            ("zoo = { version = \"1.2.3-rc.1+a\" }", "zoo = { version = \"#\" }"),
            ("edition = \"2024\", v1.0, a-1.0 10", "edition = \"2024\", v1.0, a-1.0 10"),
        ] {
            assert_eq!(masked(line), expected);
        }
    }
}
