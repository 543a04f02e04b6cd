//! Macros for the arguments of constructors, setters and operations. The word after the name of a
//! field or parameter is the kind of argument that is accepted for its type `T`:
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
        $(#[$about])*
        #[inline]
        pub fn $name(
            mut self,
            $name: impl ::std::convert::Into<::std::option::Option<$type>>,
        ) -> Self {
            self $($path)*.$name = ::std::convert::From::from(
                ::std::convert::Into::<::std::option::Option<$type>>::into($name),
            );
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
            self $($path)*.$name = ::std::convert::From::from(
                $crate::runtime::json::IntoOptional::<$type, M>::into_optional($name),
            );
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
            self $($path)*.$name = ::std::convert::From::from(
                $crate::runtime::json::IntoOptionalCollection::<$type, M>::into_optional($name),
            );
            self
        }
    };
}

pub(crate) use {argument, convert, setter};
