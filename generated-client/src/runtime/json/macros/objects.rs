//! Macros that implement the codec and the constructors of structs.

/// Implements the codec, constructors, setters and `Debug` of a struct:
///
/// ```text
/// object!(Type, rest, ["name" = constant];
///     tags ["name" = "value"]
///     secret ["name"]
///     required { field("name"): T, }
///     optional { field("name", into): T, }
///     maybe { field("name", field_null, collect): T, }
/// );
/// ```
///
/// - constants: required properties with a constant value, which have no field. Integers outside
///   the range of `i32` have a suffix.
/// - tags: required string properties without a field that select the variant of a union (the
///   discriminator). Another string is kept in the rest.
/// - secret: properties whose values `Debug` doesn't print; `"*"` for those without a field.
/// - `required`: the field is of type `T`. `optional`: `Option<T>`; a `null` that `T` can't
///   represent is kept in the rest and written back until the field is set. `maybe`: `Maybe<T>`,
///   and the second name is the setter that sends `null`. The word after the names is the kind of
///   argument of `new` and the setter: see the [macros for arguments](super::arguments).
/// - rest: `extra` (field `extra: Extra`, and its accessors), `additional` (field
///   `additional: Additional<T>`), `nulls` (field `nulls: Nulls`; unknown properties are skipped)
///   or `dropped` (the same without a field, if no field is optional).
macro_rules! object {
    ($type:ident, dropped, $($table:tt)*) => {
        $crate::runtime::json::object!(@type $type [] [$crate::runtime::json::Dropped] [] $($table)*);
    };
    ($type:ident, additional, $($table:tt)*) => {
        $crate::runtime::json::object!(
            @type $type [additional] [$crate::runtime::json::Additional<_>] [] $($table)*
        );
    };
    ($type:ident, nulls, $($table:tt)*) => {
        $crate::runtime::json::object!(
            @type $type [nulls] [$crate::runtime::json::Nulls] [] $($table)*
        );
    };
    ($type:ident, extra, $($table:tt)*) => {
        $crate::runtime::json::object!(
            @type $type [extra] [$crate::runtime::json::Extra] [$crate::runtime::json::Extra]
            $($table)*
        );
    };
    (@type $type:ident [$($rest:ident)?] [$rest_type:ty] [$($extra:ty)?]
        [$($constant:literal = $value:literal),* $(,)?];
        $(tags [$($tag:literal = $tag_value:literal),*])?
        $(secret [$($secret:literal),*])?
        $(required {$(
            $required:ident($required_name:literal $(, $required_kind:ident)?): $required_type:ty
        ),* $(,)?})*
        $(optional {$(
            $optional:ident($optional_name:literal $(, $optional_kind:ident)?): $optional_type:ty
        ),* $(,)?})*
        $(maybe {$(
            $maybe:ident($maybe_name:literal, $maybe_null:ident $(, $maybe_kind:ident)?): $maybe_type:ty
        ),* $(,)?})*
    ) => {
        impl $type {
            const TABLE: &'static $crate::runtime::json::Table = &$crate::runtime::json::Table {
                type_name: stringify!($type),
                constants: &[$(($constant, &$value)),*],
                tags: &[$($(($tag, $tag_value)),*)?],
                required: &[$($($required_name,)*)*],
                optional: &[$($($optional_name,)*)*],
                nullable: &[$($($maybe_name,)*)*],
                secret: &[$($($secret),*)?],
            };

            /// Creates a value from its required properties.
            #[inline]
            pub fn new($($(
                $required: $crate::runtime::json::argument!($required_type $(, $required_kind)?),
            )*)*) -> Self {
                Self {
                    $($(
                        $required: $crate::runtime::json::convert!($required $(, $required_kind)?),
                    )*)*
                    $($($optional: ::std::option::Option::None,)*)*
                    $($($maybe: $crate::runtime::json::Maybe::Absent,)*)*
                    $($rest: ::std::default::Default::default(),)?
                }
            }

            $($($crate::runtime::json::setter! {
                #[doc = concat!(
                    "Sets [`", stringify!($optional), "`](#structfield.", stringify!($optional),
                    "). `None` leaves it out."
                )]
                #[must_use]
                $optional $(, $optional_kind)?: $optional_type => self
            })*)*

            $($(
                $crate::runtime::json::setter! {
                    #[doc = concat!(
                        "Sets [`", stringify!($maybe), "`](#structfield.", stringify!($maybe),
                        "). `None` leaves it out."
                    )]
                    #[must_use]
                    $maybe $(, $maybe_kind)?: $maybe_type => self
                }

                #[doc = concat!("Sends `null` as `", stringify!($maybe), "`.")]
                #[inline]
                #[must_use]
                pub fn $maybe_null(mut self) -> Self {
                    self.$maybe = $crate::runtime::json::Maybe::Null;
                    self
                }
            )*)*

            $(
                /// Returns the properties that this version of the crate doesn't know.
                #[inline]
                pub fn extra(&self) -> &$extra {
                    &self.extra
                }

                /// Returns the properties that this version of the crate doesn't know, to change
                /// them.
                #[inline]
                pub fn extra_mut(&mut self) -> &mut $extra {
                    &mut self.extra
                }
            )?
        }

        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let mut rest = <$rest_type>::default();
                match $crate::runtime::json::read_object(reader, Self::TABLE, &mut rest) {
                    ::std::result::Result::Ok((
                        ($(($($required,)*),)*),
                        ($(($($optional,)*),)*),
                        ($(($($maybe,)*),)*),
                    )) => ::std::result::Result::Ok(Self {
                        $($($required,)*)* $($($optional,)*)* $($($maybe,)*)* $($rest: rest,)?
                    }),
                    ::std::result::Result::Err(error) => ::std::result::Result::Err(error),
                }
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn properties(&self, visit: &mut dyn FnMut($crate::runtime::json::Properties<'_>)) {
                $crate::runtime::json::visit(
                    visit,
                    Self::TABLE,
                    ($(($(&self.$required,)*),)*),
                    ($(($(&self.$optional,)*),)*),
                    ($(($(&self.$maybe,)*),)*),
                    ($(&self.$rest,)?),
                );
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::json::debug(self, f)
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Implements the codec of a newtype, which delegates to its only field: `transparent!(Type {});`,
/// or `transparent!(Type: Inner);` for `From<Inner>` as well.
macro_rules! transparent {
    ($type:ident {}) => {
        $crate::runtime::json::transparent!($type);
    };
    ($type:ident: $inner:ty) => {
        impl ::std::convert::From<$inner> for $type {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(::std::convert::Into::into(value))
            }
        }

        $crate::runtime::json::transparent!($type);
    };
    ($type:ident) => {
        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                ::std::result::Result::Ok(Self($crate::runtime::json::Decode::decode(reader)?))
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                $crate::runtime::json::Encode::encode(&self.0, writer);
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

pub(crate) use {object, transparent};
