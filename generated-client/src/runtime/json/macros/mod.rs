//! Macros that implement the codec, constructors and setters of generated types.
//!
//! The generator writes one call per type. The compiler reads hundreds of expansions, so they are
//! as plain as hand-written code: concrete functions, no closures, and `#[inline]` everywhere, so
//! that a function is compiled only in the crates that call it.

mod arguments;
mod enums;
mod errors;
mod objects;
mod unions;

/// Implements serde's `Serialize` and `Deserialize` for a type that has a codec.
macro_rules! codec_serde {
    ($type:ident) => {
        #[cfg(feature = "serde")]
        impl ::serde::Serialize for $type {
            #[inline]
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> ::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use arguments::{argument, convert, setter};
pub(crate) use codec_serde;
pub(crate) use enums::{integer_enum, is_same, mixed_enum, string_enum};
pub(crate) use errors::error_enum;
pub(crate) use objects::{object, transparent};
pub(crate) use unions::{accessors, conversions, tagged_union, union};
