//! Macros for the arguments of constructors, setters and operations. The word after the name of a
//! field or parameter is the kind of argument that is accepted for its type `T`:
//!
//! | word      | required                 | optional                             |
//! | --------- | ------------------------ | ------------------------------------ |
//! |           | `T`                      | `impl Into<Option<T>>`               |
//! | `into`    | `impl Into<T>`           | `impl IntoOptional<T, _M>`           |
//! | `collect` | `impl IntoCollection<T>` | `impl IntoOptionalCollection<T, _M>` |
//!
//! The marker is called `_M`, since a type of the API may be called `M`, but starts with a letter.

/// The type of a required argument.
macro_rules! argument {
    ($type:ty) => { $type };
    ($type:ty, into) => { impl ::std::convert::Into<$type> };
    ($type:ty, collect) => { impl $crate::runtime::json::IntoCollection<$type> };
}

/// Converts a required argument.
macro_rules! convert {
    ($value:ident $(, into)?) => {
        ::std::convert::Into::into($value)
    };
    ($value:ident, collect) => {
        $crate::runtime::json::IntoCollection::into_collection($value)
    };
}

/// Defines a setter: `setter!(#[doc = ".."] page, into: T => self.operation_mut());`. The field is
/// an `Option<T>` or a `Maybe<T>`, which `None` leaves out.
macro_rules! setter {
    ($(#[$about:meta])* $name:ident: $type:ty => self $($path:tt)*) => {
        $crate::runtime::json::setter! { @define
            [$(#[$about])*] $name [] [::std::convert::Into<::std::option::Option<$type>>] into
            [$($path)*]
        }
    };
    ($(#[$about:meta])* $name:ident, into: $type:ty => self $($path:tt)*) => {
        $crate::runtime::json::setter! { @define
            [$(#[$about])*] $name [_M] [$crate::runtime::json::IntoOptional<$type, _M>]
            into_optional [$($path)*]
        }
    };
    ($(#[$about:meta])* $name:ident, collect: $type:ty => self $($path:tt)*) => {
        $crate::runtime::json::setter! { @define
            [$(#[$about])*] $name [_M] [$crate::runtime::json::IntoOptionalCollection<$type, _M>]
            into_optional [$($path)*]
        }
    };
    (@define
        [$($about:tt)*] $name:ident [$($marker:ident)?] [$($accepted:tt)*] $convert:ident
        [$($path:tt)*]
    ) => {
        $($about)*
        #[inline]
        pub fn $name<$($marker)?>(mut self, $name: impl $($accepted)*) -> Self {
            self $($path)*.$name = ::std::convert::From::from($name.$convert());
            self
        }
    };
}

pub(crate) use {argument, convert, setter};
