//! [`File`]: content that a part of a multipart body holds, or a whole body of any media type.

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

/// Content with a name and a media type: what a part of a `multipart/form-data` body holds
/// (RFC 7578), or a whole body that is no text. It is in memory, on the disk ([`File::open`]), or
/// comes from a stream ([`File::from_streams`], [`File::from_stream`]) as it is sent.
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
/// `Debug` shows the length of the content only. Of content that comes from a stream, only clones
/// are equal.
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
    /// That of the part itself: many servers take a part without a `filename` for text.
    #[default]
    OfPart,
    Given(String),
    None,
}

impl File {
    /// A file of these bytes.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::of(content.into().into())
    }

    /// A file of the disk, under its own name, which is read while it is sent, by the threads that
    /// tokio has for such work. Each time that it is sent, again after a failure too, it is opened
    /// anew.
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
    /// The file can't be opened, or is a folder or a device. What fails later, or a length that has
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

    /// What `open` gives, which is asked for a stream each time that the file is sent, again after
    /// a failure too. Where its length is not known ([`with_length`](Self::with_length)), it is
    /// sent in chunks.
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
    /// // `rows()` gives a `Stream` of `Result<Bytes, std::io::Error>`.
    /// let table = File::from_streams(|| rows()).named("rows.csv").with_content_type("text/csv");
    /// # let _ = table;
    /// ```
    pub fn from_streams<S, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of(Content::Streamed(Streamed::reopened(open)))
    }

    /// What this stream gives, which can be sent once: a call is not sent again when it fails, and
    /// a clone that is sent as well fails.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of(Content::Streamed(Streamed::once(stream)))
    }

    fn of(content: Content) -> Self {
        Self { content, ..Self::default() }
    }

    /// Says how many bytes a stream has. With this length the request has a `content-length`, and
    /// a stream of any other length fails the call.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.content = self.content.of_length(length);
        self
    }

    /// Plain text, sent without a file name, as a form sends what is typed into it.
    pub fn text(text: impl Into<String>) -> Self {
        Self { name: Name::None, ..Self::new(text.into()) }
    }

    /// Gives the file this name. Without one it is sent under the name of its part.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Name::Given(name.into());
        self
    }

    /// Says what the content is, such as `image/png`.
    #[must_use]
    pub fn with_content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Sends this header field with the part, as the `headers` of an Encoding Object describe it.
    /// Line breaks become spaces, and a name that is none is left out; a body that is not multipart
    /// has none.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Calls this each time that a part of the content is given to the connection, which sends it: of
    /// content in memory, and of a file of the disk, after every 64 KiB. It begins anew where the
    /// request is sent again. What is inside of JSON is not reported.
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

    /// The header fields of the part, beside those for its name and media type.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The bytes, where they are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.content.as_bytes()
    }

    /// The number of bytes, where it is known.
    pub fn length(&self) -> Option<u64> {
        self.content.length()
    }

    /// What is sent.
    pub(crate) fn content(&self) -> Content {
        let content = self.content.clone();
        match &self.watcher {
            Some(watcher) => content.watched_by(watcher),
            None => content,
        }
    }

    /// The file's own name.
    pub fn name(&self) -> Option<&str> {
        match &self.name {
            Name::Given(name) => Some(name),
            Name::OfPart | Name::None => None,
        }
    }

    /// The media type of the content, where it is known.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The name that the file is sent under in a part of this name.
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
    /// `format: binary` inside JSON: the string's own bytes.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Bytes::decode(reader).map(Self::new)
    }
}

impl Encode for File {
    /// Inside JSON: text as it is, bytes that are no UTF-8 as base64. What is read while it is sent
    /// can't stand there, and fails the call.
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
