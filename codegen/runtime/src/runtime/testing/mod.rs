//! [`Mock`] is a transport that returns prepared responses instead of opening a socket, and
//! [`Example`]s are values of the API's types.

mod mock;
mod recorded;
mod response;

pub use mock::{Mock, On};
pub use recorded::Recorded;

use super::BoxError;

/// A type with an example value, from the examples in the document and otherwise plausible values.
pub trait Example: Sized {
    /// Returns the example value.
    ///
    /// # Errors
    /// The document's example is invalid, such as a date that doesn't exist.
    fn example() -> Result<Self, BoxError>;
}

/// Implements [`Example`] for types: `examples! { types::Order => types::Order::new(1); }`. A value
/// may end in `?`.
#[allow(unused_macros, reason = "not every API has types")]
macro_rules! examples {
    ($($(#[$gate:meta])* $type:ty => $value:expr;)*) => {$(
        $(#[$gate])*
        impl $crate::runtime::testing::Example for $type {
            fn example() -> ::std::result::Result<Self, $crate::runtime::BoxError> {
                ::std::result::Result::Ok($value)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "not every API has types")]
pub(crate) use examples;
