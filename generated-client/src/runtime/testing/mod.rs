//! Tests of what calls the API, without sockets: [`Mock`] answers in place of a server, with what
//! operations give, and [`Example`]s are values of the API's types.
//!
//! ```
//! use polar_client::json::Encode;
//! use polar_client::testing::{Example, Mock};
//! use polar_client::{BuildError, Client, ClientBuilder, Operation};
//!
//! /// A client of a mock that answers this operation, once with an error.
//! fn mocked<Op>(builder: ClientBuilder) -> Result<(Client, Mock), BuildError>
//! where
//!     Op: Operation,
//!     Op::Output: Example + Encode,
//! {
//!     let mock = Mock::new();
//!     mock.on::<Op>().answers(404, "text/plain", "nothing here").returns_example();
//!     let client = builder.transport(mock.clone()).build()?;
//!     Ok((client, mock))
//! }
//! ```

mod answer;
mod mock;
mod recorded;

pub use mock::{Mock, On};
pub use recorded::Recorded;

use super::BoxError;

/// A value as the document's examples describe it, and with plausible values where it has none.
///
/// ```
/// use polar_client::BoxError;
/// use polar_client::testing::Example;
///
/// fn pair<T: Example>() -> Result<(T, T), BoxError> {
///     Ok((T::example()?, T::example()?))
/// }
/// ```
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
    ($($type:ty => $value:expr;)*) => {$(
        impl $crate::runtime::testing::Example for $type {
            fn example() -> ::std::result::Result<Self, $crate::runtime::BoxError> {
                ::std::result::Result::Ok($value)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "not every API has types")]
pub(crate) use examples;
