//! The license of a crate, which the registry requires, and its text, which most licenses require.

use std::fs;
use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::document::license::{self, LicenseText};

use super::{PublishError, display_path};

/// Checks that the configuration names a license, and that the crate has its text.
pub(super) fn check(config: &Config) -> Result<(), PublishError> {
    let folder = display_path(&config.output);
    if let Some(file) = &config.package.license_file {
        if config.output.join(file).is_file() {
            return Ok(());
        }
        let message = format!("the license file `{file}` is missing from `{folder}`");
        return Err(PublishError::error(message, "create it with the text of the license"));
    }
    let Some(expression) = &config.package.license else {
        let help = "set `license = \"MIT OR Apache-2.0\"`, or another SPDX expression, in \
                    `[package]` of the configuration";
        return Err(PublishError::error(
            "the package has no license, which the registry requires",
            help,
        ));
    };
    let missing = license::without_text(expression);
    if missing.is_empty() || has_text(&config.output) {
        return Ok(());
    }
    let message =
        format!("the text of the license {} is missing from `{folder}`", missing.join(", "));
    let help = format!(
        "add it as `{}`; the generator does not remove it",
        config.output.join(format!("LICENSE-{}", file_name(&missing[0]))).display()
    );
    Err(PublishError::error(message, help))
}

/// Whether the folder has a license file that was not written by the generator.
fn has_text(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.filter_map(Result::ok).any(|entry| {
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let generated = LicenseText::ALL.iter().any(|it| it.file() == name);
        !generated && ["LICENSE", "LICENCE", "COPYING"].iter().any(|it| name.starts_with(it))
    })
}

/// Converts the identifier of a license to the form that is used in file names.
fn file_name(id: &str) -> String {
    let symbol = |it: char| if it.is_ascii_alphanumeric() { it.to_ascii_uppercase() } else { '-' };
    id.chars().map(symbol).collect()
}
