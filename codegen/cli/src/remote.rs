//! Downloads a document: accepts its URL and the limits, returns its text and entity tag.

#[cfg(feature = "fetch")]
mod fetch;
mod origin;

use clap::Args;

#[cfg(feature = "fetch")]
pub(crate) use self::fetch::{download, download_unless};
pub(crate) use self::origin::{Origin, path_of_origin};

/// The limits of a download.
#[derive(Args, Debug)]
pub(crate) struct Limits {
    /// The timeout of the download in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,

    /// Allow URLs without TLS (`http`), where others could change the document in transit
    #[arg(long)]
    allow_http: bool,
}

impl Limits {
    /// Whether the document may be downloaded without TLS.
    pub(crate) fn allow_http(&self) -> bool {
        self.allow_http
    }
}

/// The request for a document.
#[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "no request is sent"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) url: &'a str,
    pub(crate) limits: &'a Limits,
    /// The setting with the URL, for the help of errors.
    pub(crate) setting: &'static str,
    /// The option that accepts a file instead of a URL.
    pub(crate) file: &'static str,
}

/// A downloaded document.
#[derive(Debug)]
pub(crate) struct Download {
    /// The URL, or the file that was read instead.
    pub(crate) place: String,
    /// The text, without byte order mark.
    pub(crate) text: String,
    /// The entity tag (RFC 9110, 8.8.3), if the server has sent one.
    pub(crate) etag: Option<String>,
}

/// Returns an error: the HTTP client is not compiled into this program.
///
/// # Errors
///
/// Always, with the command that downloads the document.
#[cfg(not(feature = "fetch"))]
pub(crate) fn download(asked: &Request<'_>) -> Result<Download, String> {
    let Request { url, file, .. } = asked;
    let command = codegen::internals::document::load::download_command(url);
    Err(format!(
        "error: this program was built without the feature `fetch`, so it can't fetch `{url}`\n  \
         help: install it with the feature, or download the document and pass it with `{file}`: \
         `{command}`\n"
    ))
}

/// Returns an error, like [`download`].
///
/// # Errors
///
/// Always.
#[cfg(not(feature = "fetch"))]
pub(crate) fn download_unless(
    asked: &Request<'_>,
    _: Option<&str>,
) -> Result<Option<Download>, String> {
    download(asked).map(Some)
}
