//! Macros that implement the codec and the conversions of open enums.

/// Implements the codec and the conversions of an open string enum:
/// `string_enum!(Type { Variant = "value", });`, sorted by value. The enum has these unit variants
/// and `Unknown(String)`.
macro_rules! string_enum {
    ($type:ident {$($variant:ident = $value:literal),* $(,)?}) => {
        impl $type {
            /// All known values, sorted by their strings.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as the string that is sent.
            #[cfg_attr(doc, doc = "\n ```text")]
            $(#[cfg_attr(doc, doc = concat!(" ", stringify!($variant), " = ", stringify!($value)))])*
            #[cfg_attr(doc, doc = " ```")]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            const TEXTS: $crate::runtime::json::Texts<Self> =
                $crate::runtime::json::Texts::new(&[$($value),*], Self::VALUES, Self::Unknown);
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(
                value: &str,
            ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl ::std::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                Self::TEXTS.value(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                Self::TEXTS.value(value)
            }
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                Self::TEXTS.read(reader)
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                writer.string(self.as_str());
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Implements the codec and the conversions of an open integer enum:
/// `integer_enum!(Type { Variant = 1, });`. The enum has these unit variants and `Unknown(i64)`.
macro_rules! integer_enum {
    ($type:ident {$($variant:ident = $value:literal),* $(,)?}) => {
        impl $type {
            /// All known values.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as the integer that is sent.
            #[cfg_attr(doc, doc = "\n ```text")]
            $(#[cfg_attr(doc, doc = concat!(" ", stringify!($variant), " = ", stringify!($value)))])*
            #[cfg_attr(doc, doc = " ```")]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::convert::From<i64> for $type {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let value = Self::from(<i64 as $crate::runtime::json::Decode>::decode(reader)?);
                if matches!(value, Self::Unknown(_)) {
                    reader.record_invalid();
                }
                ::std::result::Result::Ok(value)
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                writer.signed(self.as_i64());
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Implements the codec and the conversions of an open enum whose values have several JSON types:
/// `mixed_enum!(Type { Auto = "auto", V1 = 1, True = true, });`. The enum has these unit variants
/// and `Unknown(serde_json::Value)`. Integers outside the range of `i32` have a suffix.
macro_rules! mixed_enum {
    ($type:ident {$($variant:ident = $value:literal),* $(,)?}) => {
        impl $type {
            /// All known values.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as the JSON that is sent.
            #[cfg_attr(doc, doc = "\n ```text")]
            $(#[cfg_attr(doc, doc = concat!(" ", stringify!($variant), " = ", stringify!($value)))])*
            #[cfg_attr(doc, doc = " ```")]
            pub fn to_value(&self) -> ::serde_json::Value {
                match self {
                    $(Self::$variant => ::serde_json::Value::from($value),)*
                    Self::Unknown(value) => value.clone(),
                }
            }
        }

        impl ::std::fmt::Display for $type {
            /// Prints a string without quotes, and any other value as JSON.
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.to_value() {
                    ::serde_json::Value::String(text) => f.pad(&text),
                    value => f.pad(&value.to_string()),
                }
            }
        }

        impl ::std::convert::From<::serde_json::Value> for $type {
            fn from(value: ::serde_json::Value) -> Self {
                Self::VALUES
                    .iter()
                    .find(|known| $crate::runtime::json::is_same(&known.to_value(), &value))
                    .cloned()
                    .unwrap_or(Self::Unknown(value))
            }
        }

        impl $crate::runtime::json::Decode for $type {
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let value = <::serde_json::Value as $crate::runtime::json::Decode>::decode(reader)?;
                let value = Self::from(value);
                if matches!(value, Self::Unknown(_)) {
                    reader.record_invalid();
                }
                ::std::result::Result::Ok(value)
            }
        }

        impl $crate::runtime::json::Encode for $type {
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                $crate::runtime::json::Encode::encode(&self.to_value(), writer);
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Whether two values are equal; numbers are compared by value.
pub(crate) fn is_same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    one == other || (one.is_number() && one.as_f64() == other.as_f64())
}

pub(crate) use {integer_enum, mixed_enum, string_enum};
