//! The codec and the conversions of unions.

/// The codec of a union with a discriminator:
/// `tagged_union!(Type "property" { Variant = "tag" | "other tag", });`. The enum has these
/// variants with one payload each and `Unknown(RawJson)`, which takes what has no known tag. With
/// `Type "property" else Variant`, objects without a known tag are of that variant, where they fit.
macro_rules! tagged_union {
    ($type:ident $property:literal $(else $default:ident)? {
        $($variant:ident = $($tag:literal)|+),* $(,)?
    }) => {
        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                match reader.peek_string($property)?.as_deref() {
                    $(::std::option::Option::Some($($tag)|+) => {
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

        $crate::runtime::json::union!(@encode $type $([$variant])*);
    };
}

/// The codec of a union without a discriminator:
/// `union!(Type { Variant: guard, Other: guard, fit, });`. The enum has these variants with one
/// payload each and `Unknown(RawJson)`, which takes what no guard admits.
///
/// Guards are constants of `Guard`, which is also called `Kind` here. The first guard that
/// admits the value decides. Rows marked `fit` are all read, and the one that leaves the fewest
/// things unknown wins, the first of equals; they win over later rows that are not marked.
macro_rules! union {
    // `fit` is parsed as a row without a guard.
    ($type:ident {$($variant:ident $(: $guard:expr)?),* $(,)?}) => {
        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                const ROWS: &[$crate::runtime::json::Row] = {
                    #[allow(unused_imports, reason = "not every union uses both names")]
                    use $crate::runtime::json::Guard::{self as Kind, *};
                    &[$($crate::runtime::json::union!(@row $variant $($guard)?)),*]
                };
                let mut trial = $crate::runtime::json::Trial::new(reader, ROWS)?;
                loop {
                    let result = match trial.row() {
                        $($($crate::runtime::json::union!(@name $variant $guard) => {
                            $crate::runtime::json::Decode::decode(reader).map(Self::$variant)
                        })?)*
                        _ => reader.unknown_variant().map(Self::Unknown),
                    };
                    if let ::std::option::Option::Some(outcome) = trial.judge(result, reader) {
                        return outcome;
                    }
                }
            }
        }

        $crate::runtime::json::union!(@encode $type $($([$variant $guard])?)*);
    };
    (@row $variant:ident $guard:expr) => {
        $crate::runtime::json::Row {
            name: stringify!($variant),
            guard: ::std::option::Option::Some($guard),
        }
    };
    (@row fit) => {
        $crate::runtime::json::Row { name: "", guard: ::std::option::Option::None }
    };
    (@name $variant:ident $guard:expr) => {
        stringify!($variant)
    };
    (@encode $type:ident $([$variant:ident $($guard:expr)?])*) => {
        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                match self {
                    $(Self::$variant(value) => {
                        $crate::runtime::json::Encode::encode(value, writer);
                    })*
                    Self::Unknown(value) => $crate::runtime::json::Encode::encode(value, writer),
                }
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// `conversions!(Type { Variant: Payload, });`: `From` each payload.
macro_rules! conversions {
    ($type:ident {$($variant:ident: $payload:ty),* $(,)?}) => {$(
        impl ::std::convert::From<$payload> for $type {
            #[inline]
            fn from(value: $payload) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}

pub(crate) use {conversions, tagged_union, union};
