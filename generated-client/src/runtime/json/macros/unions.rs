//! Macros that implement the codec and the conversions of unions.

/// Implements the codec of a union with a discriminator:
/// `tagged_union!(Type "property" { Variant = "tag" | "other tag", });`. The enum has these
/// variants with one payload each, and `Unknown(RawJson)` for values without a known tag. With
/// `Type "property" else Variant`, objects without a known tag are read as that variant, if they
/// fit.
///
/// The tag is a constant of the payload, or the union writes it: `Variant => "tag"`.
macro_rules! tagged_union {
    ($type:ident $property:literal $(else $default:ident)? {
        $($variant:ident $(= $($tag:literal)|+)? $(=> $($written:literal)|+)?),* $(,)?
    }) => {
        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                match reader.peek_string($property)?.as_deref() {
                    $(::std::option::Option::Some($($($tag)|+)? $($($written)|+)?) => {
                        $(reader.tag($crate::runtime::json::union!(@tag $property $($written)+));)?
                        $crate::runtime::json::Decode::decode(reader).map(Self::$variant)
                    })*
                    $(_ if reader.kind()? == $crate::runtime::json::Kind::Object => {
                        match $crate::runtime::json::try_decode(reader) {
                            ::std::option::Option::Some(value) => {
                                ::std::result::Result::Ok(Self::$default(value))
                            }
                            ::std::option::Option::None => {
                                reader.unknown_variant().map(Self::Unknown)
                            }
                        }
                    })?
                    _ => reader.unknown_variant().map(Self::Unknown),
                }
            }
        }

        $crate::runtime::json::union!(@encode $type $([
            $variant $($crate::runtime::json::union!(@tag $property $($written)+))?
        ])*);
    };
}

/// Implements the codec of a union whose variants are selected by the values at certain locations:
/// `union!(Type by [] ["kind"] { Text: [Is(&[String]), Any], Cat: [Any, Is(&[Text("cat")])], });`.
/// The enum has these variants with one payload each, and `Unknown(RawJson)`.
///
/// A location is a path of property names; `[]` is the value itself and `"0"` the first item of an
/// array. Each variant has a [`Test`](super::super::Test) for each location. A variant is possible
/// if all of its tests pass. If several are possible, the one that keeps most of the value is
/// selected, and the first of equal ones. If none is, the variant without tests (`Other: []`) is
/// selected, or `Unknown`.
///
/// The value of a discriminator is part of the payload, or the union writes it:
/// `Cat: [Is(&[Scalar("1")])] => "version"`.
macro_rules! union {
    ($type:ident by $([$($name:literal),*])* {
        $($variant:ident: [$($test:expr),*] $(=> $written:literal)?),* $(,)?
    }) => {
        impl $type {
            const SELECTION: $crate::runtime::json::Selection = {
                #[allow(unused_imports, reason = "not every union uses all of them")]
                use $crate::runtime::json::{Pattern::*, Test::*};
                $crate::runtime::json::Selection {
                    places: &[$(&[$($name),*]),*],
                    rows: &[$($crate::runtime::json::Row {
                        name: stringify!($variant),
                        tests: &[$($test),*],
                    }),*],
                }
            };
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let mut choice =
                    $crate::runtime::json::Choice::begin(reader, &Self::SELECTION)?;
                loop {
                    let result = match choice.row() {
                        $(stringify!($variant) => {
                            $(reader.tag(Self::SELECTION.tag(stringify!($variant), $written));)?
                            $crate::runtime::json::Decode::decode(reader).map(Self::$variant)
                        })*
                        _ => choice.unknown(reader).map(Self::Unknown),
                    };
                    if let ::std::option::Option::Some(outcome) = choice.evaluate(result, reader) {
                        return outcome;
                    }
                }
            }
        }

        $crate::runtime::json::union!(@encode $type $([
            $variant $(Self::SELECTION.tag(stringify!($variant), $written))?
        ])*);
    };
    (@tag $property:literal $($value:literal)+) => {
        $crate::runtime::json::Tag::of(
            $property,
            &[$($crate::runtime::json::Pattern::Text($value)),+],
        )
    };
    (@encode $type:ident $([$variant:ident $($tag:expr)?])*) => {
        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                match self {
                    $(Self::$variant(value) => {
                        $(writer.tag($tag);)?
                        $crate::runtime::json::Encode::encode(value, writer);
                    })*
                    Self::Unknown(value) => $crate::runtime::json::Encode::encode(value, writer),
                }
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Implements `From` each payload: `conversions!(Type { Variant: Payload, });`.
macro_rules! conversions {
    ($type:ident {$($variant:ident: $payload:ty),* $(,)?}) => {$(
        impl ::std::convert::From<$payload> for $type {
            #[inline]
            fn from(value: $payload) -> Self {
                Self::$variant(::std::convert::Into::into(value))
            }
        }
    )*};
}

/// Implements getters for the fields that all variants of a union have:
/// `accessors!(Type [Variant]; required { id: T } optional { name: T } boxed { parent: T });`. The
/// field is of type `T`, `Option<T>` or `Option<Box<T>>` in the payload of each variant.
macro_rules! accessors {
    ($type:ident $variants:tt;
        $(required {$($required:ident: $required_type:ty),* $(,)?})?
        $(optional {$($optional:ident: $optional_type:ty),* $(,)?})?
        $(boxed {$($boxed:ident: $boxed_type:ty),* $(,)?})?
    ) => {
        impl $type {
            $($($crate::runtime::json::accessors!(
                @method $variants $required: $required_type,
                "`None` if the value is `Unknown`.",
                value => ::std::option::Option::Some(&value.$required)
            );)*)?
            $($($crate::runtime::json::accessors!(
                @method $variants $optional: $optional_type,
                "`None` if it is absent or `null`, or if the value is `Unknown`.",
                value => value.$optional.as_ref()
            );)*)?
            $($($crate::runtime::json::accessors!(
                @method $variants $boxed: $boxed_type,
                "`None` if it is absent or `null`, or if the value is `Unknown`.",
                value => value.$boxed.as_deref()
            );)*)?
        }
    };
    (
        @method [$($variant:ident),*] $name:ident: $output:ty,
        $none:literal,
        $value:ident => $field:expr
    ) => {
        #[doc = concat!("Returns `", stringify!($name), "`, which all variants have; ", $none)]
        #[inline]
        pub fn $name(&self) -> ::std::option::Option<&$output> {
            match self {
                $(Self::$variant($value) => $field,)*
                Self::Unknown(_) => ::std::option::Option::None,
            }
        }
    };
}

pub(crate) use {accessors, conversions, tagged_union, union};
