//! Macros for the arguments of constructors and setters. The word after the name of a field or
//! parameter says what is accepted for its type `T`:
//!
//! | word      | required              | optional                          |
//! | --------- | --------------------- | --------------------------------- |
//! |           | `T`                   | `impl Into<Option<T>>`            |
//! | `into`    | `impl Into<T>`        | `impl IntoOptional<T, M>`         |
//! | `collect` | `impl IntoCollection<T>` | `impl IntoOptionalCollection<T, M>` |

/// The type of a required argument.
macro_rules! argument {
    ($type:ty) => { $type };
    ($type:ty, into) => { impl ::std::convert::Into<$type> };
    ($type:ty, collect) => { impl $crate::runtime::json::IntoCollection<$type> };
}

/// Defines a setter: `setter!(#[doc = ".."] page, into: T => self.operation_mut());`. The field is
/// an `Option<T>` or a `Maybe<T>`, which `None` leaves out.
macro_rules! setter {
    ($(#[$about:meta])* $name:ident: $type:ty => self $($path:tt)*) => {
        $(#[$about])*
        #[inline]
        pub fn $name(
            mut self,
            $name: impl ::std::convert::Into<::std::option::Option<$type>>,
        ) -> Self {
            self $($path)*.$name = ::std::convert::From::from($name.into());
            self
        }
    };
    ($(#[$about:meta])* $name:ident, into: $type:ty => self $($path:tt)*) => {
        $(#[$about])*
        #[inline]
        pub fn $name<M>(
            mut self,
            $name: impl $crate::runtime::json::IntoOptional<$type, M>,
        ) -> Self {
            self $($path)*.$name = ::std::convert::From::from($name.into());
            self
        }
    };
    ($(#[$about:meta])* $name:ident, collect: $type:ty => self $($path:tt)*) => {
        $(#[$about])*
        #[inline]
        pub fn $name<M>(
            mut self,
            $name: impl $crate::runtime::json::IntoOptionalCollection<$type, M>,
        ) -> Self {
            self $($path)*.$name = ::std::convert::From::from($name.into());
            self
        }
    };
}

pub(crate) use {argument, setter};
