//! The new document: from the `source` of the configuration, or from a file.

use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::document::load;

use super::Arguments;
use crate::diagnose;
use crate::remote::{self, Download, Origin};

/// Returns the document in the file of `--from`, or at the `source` of the configuration. `present`
/// is the text of the present document; `None` if the server responds that it is unchanged (304).
///
/// # Errors
///
/// The reason why the document is missing, with help, as human-readable text.
pub(super) fn document(
    arguments: &Arguments,
    config: &Config,
    present: Option<&str>,
) -> Result<Option<Download>, String> {
    match (&arguments.from, &config.source) {
        (Some(file), _) => {
            let (place, text) = (file.display().to_string(), file_text(file)?);
            Ok(Some(Download { place, text, etag: None }))
        }
        (None, Some(url)) => {
            let origin = present.and_then(|text| Origin::read(&config.document, url, text));
            let asked = remote::Request {
                url,
                limits: &arguments.limits,
                setting: "`source` in `codegen.toml`",
                file: "--from FILE",
            };
            remote::download_unless(&asked, origin.as_ref().map(Origin::etag))
        }
        (None, None) => Err("error: the configuration has no `source` for the document\n  help: \
                             add `source = \"https://...\"` to `codegen.toml`, or pass a file with \
                             `--from FILE`\n"
            .to_owned()),
    }
}

fn file_text(file: &Path) -> Result<String, String> {
    let source = load::load_source(file);
    source.map(|source| source.text).map_err(|refused| diagnose::problem(refused.0, refused.1))
}
