//! The codec of bytes that are text in JSON (RFC 4648, sections 4 and 5).

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::{Decode, DecodeError, Encode, Reader, Writer};

/// The two ways in which text of one alphabet is read.
struct Engines {
    /// Accepts the text that encoding returns, and no other.
    strict: GeneralPurpose,
    /// Accepts text without padding as well.
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

static OF_STANDARD: Engines = Engines::new(&STANDARD);
static OF_URL_SAFE: Engines = Engines::new(&URL_SAFE);

/// Bytes, or text that is not theirs.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Content {
    Bytes(Bytes),
    /// Text that is not base64 or that is written in another way, for instance without padding.
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
        /// An encoding is an annotation (JSON Schema 2020-12 Validation, 8.2): any other text, such as
        /// a `data:` URL, is kept and written back as it came. `Debug` shows the length only.
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(Content);

        impl $type {
            /// The value with this text on the wire, whether it decodes or not.
            pub fn from_text(text: impl AsRef<str>) -> Self {
                Self(Content::of(text.as_ref(), &$engines))
            }

            /// The bytes, also of text without padding; `None` where the text does not decode.
            pub fn bytes(&self) -> Option<Bytes> {
                self.0.bytes(&$engines)
            }

            /// The text on the wire.
            pub fn text(&self) -> Cow<'_, str> {
                self.0.text(&$engines)
            }
        }

        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let content = Content::of(&reader.string("a string")?, &$engines);
                // Where a member of a union is text of another form, it knows more of it.
                if matches!(content, Content::Text(_)) {
                    reader.note_respelled();
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
    /// Bytes that are base64 in JSON (RFC 4648, section 4).
    Base64, OF_STANDARD;
    /// Bytes that are base64 in JSON, in the alphabet for URLs (RFC 4648, section 5).
    Base64Url, OF_URL_SAFE;
}

impl Decode for Bytes {
    /// `format: binary` inside JSON: the string's own bytes.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self::from(reader.string("a string")?.into_owned()))
    }
}

impl Encode for Bytes {
    /// Text as it is; bytes that are no UTF-8 as base64, since JSON has no word for them.
    fn encode(&self, writer: &mut Writer) {
        match std::str::from_utf8(self) {
            Ok(text) => writer.string(text),
            Err(_) => writer.string(&OF_STANDARD.strict.encode(self)),
        }
    }
}
