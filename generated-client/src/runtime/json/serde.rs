//! [`Serde`]: an adapter that decodes values with serde.

use serde::de::DeserializeOwned;

use super::{Decode, DecodeError, DecodeErrorKind, Reader};

/// An adapter that decodes a value with serde, for use where a type of this crate is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serde<T>(pub T);

impl<T: DeserializeOwned> Decode for Serde<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let start = reader.offset();
        let text = reader.raw()?;
        let refused = |_| DecodeError::new(DecodeErrorKind::Body(REFUSED), start);
        serde_json::from_str(text).map(Self).map_err(refused)
    }
}

/// The message for a value that serde rejects. serde's own message may quote the value.
const REFUSED: &str = "the value is not of the type that serde expects";
