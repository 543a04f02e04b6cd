//! [`Base64`] and [`Base64Url`]: bytes that are base64 strings in JSON (RFC 4648, 4 and 5).

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::{Decode, DecodeError, Encode, Reader, Writer};

/// The strict and the lenient base64 engine of one alphabet.
struct Engines {
    /// Accepts only canonical text, that is, text that encoding produces.
    strict: GeneralPurpose,
    /// Also accepts text without padding.
    lenient: GeneralPurpose,
}

impl Engines {
    const fn new(alphabet: &Alphabet) -> Self {
        let strict = GeneralPurposeConfig::new();
        let lenient = strict.with_decode_padding_mode(DecodePaddingMode::Indifferent);
        Self {
            strict: GeneralPurpose::new(alphabet, strict),
            lenient: GeneralPurpose::new(alphabet, lenient),
        }
    }
}

static STANDARD_ENGINES: Engines = Engines::new(&STANDARD);
static URL_SAFE_ENGINES: Engines = Engines::new(&URL_SAFE);

/// Decoded bytes, or text that isn't their canonical encoding.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Content {
    Bytes(Bytes),
    /// Text that isn't base64, or not canonical, for instance without padding.
    Text(Box<str>),
}

impl Content {
    fn of(text: &str, engines: &Engines) -> Self {
        match engines.strict.decode(text) {
            Ok(bytes) => Self::Bytes(bytes.into()),
            Err(_) => Self::Text(text.into()),
        }
    }

    fn bytes(&self, engines: &Engines) -> Option<Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes.clone()),
            Self::Text(text) => engines.lenient.decode(text.as_ref()).ok().map(Bytes::from),
        }
    }

    fn text(&self, engines: &Engines) -> Cow<'_, str> {
        match self {
            Self::Bytes(bytes) => engines.strict.encode(bytes).into(),
            Self::Text(text) => text.as_ref().into(),
        }
    }
}

macro_rules! bytes_as_text {
    ($($(#[$docs:meta])* $type:ident, $engines:ident;)*) => {$(
        $(#[$docs])*
        ///
        /// The encoding is an annotation (JSON Schema 2020-12 Validation, 8.2): any other text,
        /// such as a `data:` URL, is kept and written back unchanged. `Debug` shows only the
        /// length.
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(Content);

        impl $type {
            /// Creates a value from its text on the wire, whether or not the text is valid base64.
            pub fn from_text(text: impl AsRef<str>) -> Self {
                Self(Content::of(text.as_ref(), &$engines))
            }

            /// Returns the decoded bytes, also if the text has no padding, or `None` if it can't be
            /// decoded.
            pub fn bytes(&self) -> Option<Bytes> {
                self.0.bytes(&$engines)
            }

            /// Returns the text on the wire.
            pub fn text(&self) -> Cow<'_, str> {
                self.0.text(&$engines)
            }
        }

        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let content = Content::of(&reader.string("a string")?, &$engines);
                // Another string type of the union may describe this text better.
                if matches!(content, Content::Text(_)) {
                    reader.record_reformatted();
                }
                Ok(Self(content))
            }
        }

        impl Encode for $type {
            fn encode(&self, writer: &mut Writer) {
                writer.string(&self.text());
            }
        }

        impl Default for $type {
            fn default() -> Self {
                Self(Content::Bytes(Bytes::new()))
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                Self(Content::Bytes(bytes.into()))
            }
        }

        impl From<Bytes> for $type {
            fn from(bytes: Bytes) -> Self {
                Self(Content::Bytes(bytes))
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let name = stringify!($type);
                match &self.0 {
                    Content::Bytes(bytes) => write!(f, "{name}({} bytes)", bytes.len()),
                    Content::Text(text) => write!(f, "{name}({} bytes of text)", text.len()),
                }
            }
        }
    )*};
}

bytes_as_text! {
    /// Bytes encoded as base64 in JSON (RFC 4648, 4).
    Base64, STANDARD_ENGINES;
    /// Bytes encoded as base64 in JSON, with the URL-safe alphabet (RFC 4648, 5).
    Base64Url, URL_SAFE_ENGINES;
}

impl Decode for Bytes {
    /// Reads a string with `format: binary` inside JSON as its UTF-8 bytes.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self::from(reader.string("a string")?.into_owned()))
    }
}

impl Encode for Bytes {
    /// Writes UTF-8 as a string and all other bytes as base64, since JSON can't represent them.
    fn encode(&self, writer: &mut Writer) {
        match std::str::from_utf8(self) {
            Ok(text) => writer.string(text),
            Err(_) => writer.string(&STANDARD_ENGINES.strict.encode(self)),
        }
    }
}
