//! [`File`]: the content of a part of a multipart body, or of an entire body of any media type.

use std::fmt;
#[cfg(feature = "tokio")]
use std::{io, path::Path};

use bytes::Bytes;
use futures_core::Stream;

use super::BoxError;
#[cfg(feature = "tokio")]
use super::content::open;
use super::content::{Content, Progress, Streamed, Watcher};
use super::json::{Decode, DecodeError, Encode, Reader, Writer};

/// Content with a name and a media type: a part of a `multipart/form-data` body (RFC 7578), or an
/// entire body that isn't text. It is in memory, on disk ([`File::open`]), or streamed while it is
/// sent ([`File::from_streams`], [`File::from_stream`]).
///
/// ```
/// use polar_client::File;
///
/// # fn main() -> std::io::Result<()> {
/// let photo = File::new(&b"\x89PNG"[..]).named("photo.png").with_content_type("image/png");
/// let manifest = File::new(std::fs::read("Cargo.toml")?).named("Cargo.toml");
/// let note = File::text("no file, but a field of text").with_header("x-language", "en");
/// assert_eq!(photo.content_type(), Some("image/png"));
/// # let _ = (manifest, note);
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows only the length of the content. Streamed content is equal only to its clones.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct File {
    content: Content,
    name: Name,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    watcher: Option<Watcher>,
}

/// The `filename` of a part.
#[derive(Clone, Default, PartialEq, Eq)]
enum Name {
    /// The name of the part: many servers treat a part without a `filename` as text.
    #[default]
    OfPart,
    Given(String),
    None,
}

impl File {
    /// Creates a file from bytes.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::of(content.into().into())
    }

    /// Opens a file on disk, with its own file name. It is read while it is sent, on tokio's
    /// blocking threads, and opened again each time it is sent, including retries.
    ///
    /// ```no_run
    /// use polar_client::File;
    ///
    /// # fn main() -> std::io::Result<()> {
    /// let video = File::open("lesson.mp4")?.with_content_type("video/mp4");
    /// # let _ = video;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The file can't be opened, or it is a folder or a device. A later error, or a length that has
    /// changed since, fails the call.
    #[cfg(feature = "tokio")]
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let file = Self::of(Content::Streamed(open(path)?));
        Ok(match path.file_name() {
            Some(name) => file.named(name.to_string_lossy()),
            None => file,
        })
    }

    /// Creates a file from a function that opens a stream each time the file is sent, including
    /// retries. If the length isn't known ([`with_length`](Self::with_length)), it is sent with
    /// chunked transfer coding.
    ///
    /// ```
    /// # use std::pin::Pin;
    /// # use std::task::{Context, Poll};
    /// use bytes::Bytes;
    /// use polar_client::File;
    /// # use futures_core::Stream;
    /// # struct Rows(u32);
    /// # impl Stream for Rows {
    /// #     type Item = Result<Bytes, std::io::Error>;
    /// #     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
    /// #         self.0 += 1;
    /// #         Poll::Ready((self.0 < 3).then(|| Ok(Bytes::from_static(b"a,b\n"))))
    /// #     }
    /// # }
    /// # fn rows() -> Rows { Rows(0) }
    ///
    /// // `rows()` returns a `Stream` of `Result<Bytes, std::io::Error>`.
    /// let table = File::from_streams(|| rows()).named("rows.csv").with_content_type("text/csv");
    /// # let _ = table;
    /// ```
    pub fn from_streams<S, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of(Content::Streamed(Streamed::reopenable(open)))
    }

    /// Creates a file from a stream, which can be sent once: a call isn't retried if it fails, and
    /// sending a clone as well fails.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of(Content::Streamed(Streamed::single_use(stream)))
    }

    fn of(content: Content) -> Self {
        Self { content, ..Self::default() }
    }

    /// Sets the length of a stream in bytes. The request then has a `content-length`, and a stream
    /// of another length fails the call.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.content = self.content.with_length(length);
        self
    }

    /// Creates a part with plain text and without a file name, like a text field of an HTML form.
    pub fn text(text: impl Into<String>) -> Self {
        Self { name: Name::None, ..Self::new(text.into()) }
    }

    /// Sets the file name. Without one, the file is sent with the name of its part.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Name::Given(name.into());
        self
    }

    /// Sets the media type of the content, such as `image/png`.
    #[must_use]
    pub fn with_content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header field to the part, as described by `headers` of an Encoding Object. Line
    /// breaks become spaces, and a field with an invalid name is omitted. Only parts of multipart
    /// bodies have header fields.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Calls a function each time a part of the content is passed to the connection: for content in
    /// memory and files on disk, after every 64 KiB. It starts again at 0 for each retry. Content
    /// inside JSON isn't reported.
    ///
    /// ```
    /// use polar_client::File;
    ///
    /// let video = File::new(vec![0; 1 << 20]).on_progress(|progress| {
    ///     println!("{} of {:?} bytes", progress.sent, progress.total);
    /// });
    /// # let _ = video;
    /// ```
    #[must_use]
    pub fn on_progress(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.watcher = Some(Watcher::new(report));
        self
    }

    /// Returns the header fields of the part, except those for its name and media type.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.content.as_bytes()
    }

    /// Returns the number of bytes, if known.
    pub fn length(&self) -> Option<u64> {
        self.content.length()
    }

    /// The content that is sent.
    pub(crate) fn content(&self) -> Content {
        let content = self.content.clone();
        match &self.watcher {
            Some(watcher) => content.with_watcher(watcher),
            None => content,
        }
    }

    /// Returns the file name, if one was set.
    pub fn name(&self) -> Option<&str> {
        match &self.name {
            Name::Given(name) => Some(name),
            Name::OfPart | Name::None => None,
        }
    }

    /// Returns the media type of the content, if it was set.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The file name that is sent in a part with this name.
    pub(crate) fn name_in<'n>(&'n self, part: &'n str) -> Option<&'n str> {
        match &self.name {
            Name::Given(name) => Some(name),
            Name::OfPart => Some(part),
            Name::None => None,
        }
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<&[u8]> for File {
    fn from(content: &[u8]) -> Self {
        Self::new(content.to_vec())
    }
}

impl From<String> for File {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&str> for File {
    fn from(content: &str) -> Self {
        Self::new(content.to_owned())
    }
}

impl Decode for File {
    /// Reads a string with `format: binary` inside JSON as its UTF-8 bytes.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Bytes::decode(reader).map(Self::new)
    }
}

impl Encode for File {
    /// Inside JSON, writes UTF-8 as a string and all other bytes as base64. Streamed content can't
    /// be written there and fails the call.
    fn encode(&self, writer: &mut Writer) {
        writer.file(self);
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut file = f.debug_struct("File");
        match self.length() {
            Some(length) => file.field("length", &length),
            None => file.field("length", &format_args!("unknown")),
        };
        file.field("name", &self.name()).field("content_type", &self.content_type()).finish()
    }
}
