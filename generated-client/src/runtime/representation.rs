//! Alternative outputs of a call: the content in another media type, or the body as a stream.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;

use super::RequestBuilder;
use super::json::Decode;
use super::operation::same_operation;
use super::{ByteStream, Error, EventStream, IncomingResponse, JsonLines, Operation, RawResponse};

/// A representation of the body of a successful response.
pub trait Representation: Send + Sync + 'static {
    /// The type that the body is read as.
    type Value: Send + 'static;

    /// Whether the body is streamed.
    const STREAMED: bool = false;

    /// Reads a response.
    ///
    /// # Errors
    /// [`Error::Decode`] if the body isn't of this representation.
    fn read<E>(response: RawResponse) -> Result<Self::Value, Error<E>>;

    /// Reads a response as a stream, if it is [streamed](Self::STREAMED).
    ///
    /// # Errors
    /// The response itself, if it has another media type.
    fn stream(response: IncomingResponse) -> Result<Self::Value, IncomingResponse> {
        Err(response)
    }
}

/// An operation that returns its successful response as `R`.
pub struct As<Op, R> {
    operation: Op,
    media_type: Option<&'static str>,
    representation: PhantomData<fn() -> R>,
}

impl<Op, R> As<Op, R> {
    pub(crate) fn new(operation: Op, media_type: Option<&'static str>) -> Self {
        Self { operation, media_type, representation: PhantomData }
    }
}

impl<Op: Clone, R> Clone for As<Op, R> {
    fn clone(&self) -> Self {
        Self::new(self.operation.clone(), self.media_type)
    }
}

impl<Op: fmt::Debug, R> fmt::Debug for As<Op, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("As").field(&self.operation).finish()
    }
}

impl<Op: Operation, R: Representation> Operation for As<Op, R> {
    type Output = R::Value;

    const STREAMED: bool = R::STREAMED;

    same_operation!(Op, operation);

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        self.operation.request(request);
        if let Some(media_type) = self.media_type {
            request.accept(media_type);
        }
    }

    #[inline]
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
        if response.status().is_success() {
            return R::read(response);
        }
        let kept = response.clone();
        match Op::response(response) {
            Err(error) => Err(error),
            Ok(_) => kept.undocumented(),
        }
    }

    #[inline]
    fn stream(response: IncomingResponse) -> Result<Self::Output, IncomingResponse> {
        if response.status().is_success() { R::stream(response) } else { Err(response) }
    }
}

/// Defines representations, with the method that reads each and, if it is streamed, the one that
/// streams it.
macro_rules! representations {
    ($($(#[$about:meta])* $name:ident $(<$parameter:ident>)? returns $value:ty: $read:ident $($streamed:ident)?;)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name $(<$parameter>(PhantomData<fn() -> $parameter>))?;

        impl $(<$parameter: Decode + Send + 'static>)? Representation for $name $(<$parameter>)? {
            type Value = $value;

            $(const STREAMED: bool = { let _ = stringify!($streamed); true };)?

            #[inline]
            fn read<E>(response: RawResponse) -> Result<$value, Error<E>> {
                response.$read()
            }

            $(#[inline]
            fn stream(response: IncomingResponse) -> Result<$value, IncomingResponse> {
                response.$streamed()
            })?
        }
    )*};
}

representations! {
    /// A JSON value.
    Json<T> returns T: json;
    /// Text.
    Text returns String: text;
    /// Raw bytes.
    Binary returns Bytes: bytes;
    /// Raw bytes, as a stream.
    Chunks returns ByteStream: chunks chunks;
    /// Server-sent events whose data is JSON.
    Events<T> returns EventStream<T>: events events;
    /// Server-sent events whose data is text.
    TextEvents returns EventStream<String>: text_events text_events;
    /// Server-sent events, each an object with `data`.
    WholeEvents<T> returns EventStream<T>: whole_events whole_events;
    /// JSON values, one per line.
    Lines<T> returns JsonLines<T>: lines lines;
    /// JSON values in a JSON text sequence (RFC 7464).
    Records<T> returns JsonLines<T>: records records;
}
