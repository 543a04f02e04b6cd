//! [`Serde`]: values that serde reads.

use serde::de::DeserializeOwned;

use super::{Decode, DecodeError, DecodeErrorKind, Reader};

/// A value that is read by serde, where a type of this crate is expected.
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

/// What is wrong with a value. What serde says of it may quote the value.
const REFUSED: &str = "the value is not of the type that serde reads it as";
