//! Tests of what calls the API, without sockets: [`Mock`] answers in place of a server, with what
//! operations give, and [`Example`]s are values of the API's types.

mod answer;
mod mock;
mod recorded;

pub use mock::{Mock, On};
pub use recorded::Recorded;

use super::BoxError;

/// A value as the document's examples describe it, and with plausible values where it has none.
pub trait Example: Sized {
    /// The value.
    ///
    /// # Errors
    /// The document's example is none: a date, say, that is no date.
    fn example() -> Result<Self, BoxError>;
}

/// `examples! { types::Order => types::Order::new(1); }`: an [`Example`] of each type. A value may
/// end in `?`.
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
