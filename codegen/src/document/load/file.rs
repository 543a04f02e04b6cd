//! Reading a file as a [`Source`]: limited in size, UTF-8, without byte order mark.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::document::Source;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::budget::MAX_TEXT_BYTES;
use crate::document::pointer::JsonPointer;

/// Formats a path for diagnostics, with `/` on every platform.
pub(super) fn display(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Reads the file at `path`, which diagnostics call `file`. If there is a problem (`unreadable`,
/// `too-large`), the text is empty, or, if it isn't UTF-8, lossy.
pub(super) fn read(path: &Path, file: &str) -> (Source, Option<Diagnostic>) {
    match bytes(path, file) {
        Ok(bytes) => decode(bytes, file),
        Err(problem) => failed_source(file, problem),
    }
}

/// The text of the file that diagnostics call `file`, of which `bytes` have been read; otherwise as
/// [`read`].
pub(super) fn decode(bytes: Vec<u8>, file: &str) -> (Source, Option<Diagnostic>) {
    if bytes.len() > MAX_TEXT_BYTES {
        return failed_source(file, too_large(file));
    }
    let source = |text| Source { file: file.to_owned(), text };
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => (source(rest.to_owned()), None),
            None => (source(text), None),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let problem = unreadable(format!("`{file}` is not UTF-8 from here on"))
                .help("save the file as UTF-8")
                .span(file, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            (source(String::from_utf8_lossy(error.as_bytes()).into_owned()), Some(problem))
        }
    }
}

fn failed_source(file: &str, problem: Diagnostic) -> (Source, Option<Diagnostic>) {
    let source = Source { file: file.to_owned(), text: String::new() };
    (source, Some(problem.span(file, 0..0)))
}

fn too_large(file: &str) -> Diagnostic {
    let message = format!("`{file}` has more than {} MB", MAX_TEXT_BYTES >> 20);
    Diagnostic::error(Code::TooLarge, &JsonPointer::root(), message)
}

fn bytes(path: &Path, file: &str) -> Result<Vec<u8>, Diagnostic> {
    let bytes = limited(path).map_err(|error| match url(path) {
        Some(url) => unreadable(format!(
            "`{url}` is a URL, but nothing is fetched from the network"
        ))
        .help(format!(
            "download it first: `{}`; `openapi-crate init` fetches the document of a new repository, \
             and `update` the `source` of a `codegen.toml`",
            download_command(&url)
        )),
        None => unreadable(format!("`{file}` can't be read: {}", reason(&error)))
            .help("correct the path, or make the file readable"),
    })?;
    bytes.ok_or_else(|| too_large(file))
}

/// Returns the contents of a regular file, or `None` if they exceed the maximum length of a source
/// text.
///
/// Anything else is an error, since opening a pipe without a writer blocks, and a device has no
/// end.
fn limited(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let kind = fs::metadata(path)?;
    if !kind.is_file() {
        let kind = if kind.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput };
        return Err(kind.into());
    }
    if kind.len() > MAX_TEXT_BYTES as u64 {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // Limited again, since the file may grow in the meantime.
    File::open(path)?.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() <= MAX_TEXT_BYTES))
}

/// Returns the URL that was given in place of a path, even if it was joined to a folder, which
/// removes one of its slashes.
fn url(path: &Path) -> Option<String> {
    let path = display(path);
    ["http", "https"].into_iter().find_map(|scheme| {
        let (folder, rest) = path.split_once(&format!("{scheme}:/"))?;
        let is_url = folder.is_empty() || folder.ends_with('/');
        is_url.then(|| format!("{scheme}://{}", rest.trim_start_matches('/')))
    })
}

/// Returns the shell command that downloads the document at a URL.
pub fn download_command(url: &str) -> String {
    let extension = if url.ends_with(".json") { "json" } else { "yaml" };
    let url = url.replace('\'', "%27");
    format!("curl --fail --location --output openapi.{extension} '{url}'")
}

fn unreadable(message: String) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, &JsonPointer::root(), message)
}

/// Returns the reason for an error, with the same wording on every platform for common reasons.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "the file does not exist".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::InvalidInput => "it is not an ordinary file".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_known_as_it_is_written_and_below_a_folder() {
        let url = |path: &str| url(Path::new(path));
        let expected = Some("https://example.com/a.yaml".to_owned());
        assert_eq!(url("https://example.com/a.yaml"), expected);
        assert_eq!(url("../spec/https:/example.com/a.yaml"), expected);
        assert_eq!(url("http://[::1]/a").as_deref(), Some("http://[::1]/a"));
        for path in ["https.yaml", "a/xhttps:/b", "https", ""] {
            assert_eq!(url(path), None, "{path}");
        }
    }

    #[test]
    fn a_download_url_is_quoted_for_the_shell() {
        let command = "curl --fail --location --output openapi.json 'https://a/it%27s;x.json'";
        assert_eq!(download_command("https://a/it's;x.json"), command);
    }
}
