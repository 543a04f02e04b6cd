//! Where the new document comes from: the `source` of the configuration, or a file.

use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::document::load;

use super::Arguments;
#[cfg(feature = "fetch")]
use super::fetch::download;
use crate::diagnose;

/// A document as it was received.
#[derive(Debug)]
pub(super) struct Download {
    /// Without byte order mark.
    pub(super) text: String,
    /// The entity tag (RFC 9110, 8.8.3), where the server has sent one.
    pub(super) etag: Option<String>,
}

/// The document of the file that `--from` names, or of the `source` of the configuration. `present`
/// is the text of the document that is there; `None` where the server says that it is the same.
///
/// # Errors
///
/// Why there is none, and what to do, for people.
pub(super) fn document(
    arguments: &Arguments,
    config: &Config,
    present: Option<&str>,
) -> Result<Option<Download>, String> {
    match (&arguments.from, &config.source) {
        (Some(file), _) => {
            let text = file_text(file)?;
            Ok(Some(Download { text, etag: None }))
        }
        (None, Some(url)) => download(arguments, config, url, present),
        (None, None) => Err("error: the configuration does not say where the document comes from\n  \
                             help: add `source = \"https://...\"` to `codegen.toml`, or name a file \
                             with `--from FILE`\n"
            .to_owned()),
    }
}

fn file_text(file: &Path) -> Result<String, String> {
    let source = load::load_source(file);
    source.map(|source| source.text).map_err(|refused| diagnose::mistake(refused.0, refused.1))
}

#[cfg(not(feature = "fetch"))]
fn download(
    _: &Arguments,
    _: &Config,
    url: &str,
    _: Option<&str>,
) -> Result<Option<Download>, String> {
    Err(format!(
        "error: this program was built without the feature `fetch`, so that `{url}` can't be \
         fetched\n  help: install it with the feature, or download the document and pass it with \
         `--from FILE`\n"
    ))
}
