//! The version in `codegen.toml`.

use toml_edit::{DocumentMut, TableLike, TomlError, Value, table};

/// Returns the contents of `codegen.toml` with `version` in `[package]`; everything else is
/// unchanged, byte for byte.
///
/// # Errors
///
/// The contents are not valid TOML.
pub(super) fn with_version(text: &str, version: &str) -> Result<String, TomlError> {
    let mut file: DocumentMut = text.parse()?;
    let package = file.entry("package").or_insert_with(table);
    if let Some(package) = package.as_table_like_mut() {
        set(package, version);
    }
    Ok(rendered(&file, text))
}

/// Returns the text of `file`, with the line endings of `text`, its previous version.
pub(super) fn rendered(file: &DocumentMut, text: &str) -> String {
    match text.contains("\r\n") {
        // The file is written with one kind of line ending.
        true => file.to_string().replace("\r\n", "\n").replace('\n', "\r\n"),
        false => file.to_string(),
    }
}

fn set(package: &mut dyn TableLike, version: &str) {
    let mut new = Value::from(version);
    if let Some(old) = package.get("version").and_then(|it| it.as_value()) {
        *new.decor_mut() = old.decor().clone();
    }
    match package.get_mut("version") {
        Some(item) => *item = new.into(),
        None => drop(package.insert("version", new.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_changes() {
        let with = |version: &str| {
            format!(
                "# About\ndocument = \"a\"   # one\n\n[package] # two\nname = 'a'\n  version = \
                 {version} # three\n\n# four\n[names]\n\"#/a\" = \"B\"\n"
            )
        };
        let new = with_version(&with("'0.1.0'"), "0.2.0").expect("TOML");
        assert_eq!(new, with("\"0.2.0\""));
        let windows = with("\"0.1.0\"").replace('\n', "\r\n");
        let new = with_version(&windows, "0.2.0").expect("TOML");
        assert_eq!(new, with("\"0.2.0\"").replace('\n', "\r\n"));
    }

    #[test]
    fn a_version_is_added_where_there_is_none() {
        for (text, expected) in [
            ("a = 1\n", "a = 1\n\n[package]\nversion = \"2.0.0\"\n"),
            (
                "[package]\nname = \"a\" # A\n\n[names]\n",
                "[package]\nname = \"a\" # A\nversion = \"2.0.0\"\n\n[names]\n",
            ),
            ("package.name = \"a\"\n", "package.name = \"a\"\npackage.version = \"2.0.0\"\n"),
            ("package = { version = \"1.0.0\" } # A\n", "package = { version = \"2.0.0\" } # A\n"),
        ] {
            assert_eq!(with_version(text, "2.0.0").expect("TOML"), expected);
        }
    }
}
