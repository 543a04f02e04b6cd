//! [`File`]: content that a part of a multipart body holds, or a whole body of any media type.

use std::fmt;

use bytes::Bytes;

use super::json::{Decode, DecodeError, Encode, Reader, Writer};

/// Bytes with a name and a media type: what a part of a `multipart/form-data` body holds
/// (RFC 7578), or a body whose media type is up to the caller.
///
/// ```
/// use client_runtime::runtime::File;
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
/// `Debug` shows the length of the content only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct File {
    content: Bytes,
    name: Name,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
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
        Self { content: content.into(), ..Self::default() }
    }

    /// Plain text, sent without a file name, as a form sends what is typed into it.
    pub fn text(text: impl Into<String>) -> Self {
        Self { content: text.into().into(), name: Name::None, ..Self::default() }
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
    /// Line breaks become spaces, and a name that is none is left out; a body that is not multipart has none.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The header fields of the part, beside those for its name and media type.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The content.
    pub fn content(&self) -> &Bytes {
        &self.content
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
    /// Inside JSON: text as it is, bytes that are no UTF-8 as base64.
    fn encode(&self, writer: &mut Writer) {
        writer.file(self);
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut file = f.debug_struct("File");
        file.field("length", &self.content.len());
        file.field("name", &self.name()).field("content_type", &self.content_type()).finish()
    }
}
