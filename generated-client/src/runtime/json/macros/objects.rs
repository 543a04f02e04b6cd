//! The codec of structs.

/// The codec of a struct: `object!(Type ["name" = constant] { field: presence "name", } rest);`
///
/// - constants: required properties without a field. Integers beyond `i32` carry a suffix.
/// - `required`: the field is of type `T`. `optional`: `Option<T>`; a `null` that `T` does not
///   know is kept in the rest and written back until the field is set. `maybe`: `Maybe<T>`.
/// - rest: `extra` (field `extra: Extra`, and the methods that give it), `additional` (field `additional: BTreeMap<String, T>`)
///   or `dropped` (no field; unknown properties are skipped).
macro_rules! object {
    ($type:ident $constants:tt $fields:tt dropped) => {
        $crate::runtime::json::object!(@codec $type $constants $fields);
    };
    ($type:ident $constants:tt $fields:tt additional) => {
        $crate::runtime::json::object!(@codec $type $constants $fields additional);
    };
    ($type:ident $constants:tt $fields:tt extra) => {
        $crate::runtime::json::object!(@codec $type $constants $fields extra);

        impl $type {
            /// Properties that this version of the crate does not know.
            #[inline]
            pub fn extra(&self) -> &$crate::runtime::json::Extra {
                &self.extra
            }

            /// Properties that this version of the crate does not know, to be changed.
            #[inline]
            pub fn extra_mut(&mut self) -> &mut $crate::runtime::json::Extra {
                &mut self.extra
            }
        }
    };
    (@codec $type:ident
        [$($constant:literal = $value:literal),* $(,)?]
        {$($field:ident: $presence:ident $name:literal),* $(,)?}
        $($rest:ident)?
    ) => {
        impl $crate::runtime::json::Decode for $type {
            #[inline]
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let mut object =
                    $crate::runtime::json::ObjectReader::new(reader, &[$($constant),*])?;
                let mut rest = $crate::runtime::json::new_rest!($($rest)?);
                let kept: &mut dyn $crate::runtime::json::Rest = &mut rest;
                $(let mut $field = $crate::runtime::json::slot!($presence);)*
                while let ::std::option::Option::Some(name) = object.next_name(reader)? {
                    let result = match &*name {
                        $($constant => object.constant($constant, $value, reader),)*
                        $($name => $crate::runtime::json::read::$presence(
                            &mut $field, $name, kept, reader,
                        ),)*
                        _ => kept.read(&name, reader),
                    };
                    if let ::std::result::Result::Err(error) = result {
                        return ::std::result::Result::Err(error.in_property(&name));
                    }
                }
                object.check_constants()?;
                kept.finish();
                ::std::result::Result::Ok(Self {
                    $($field: $crate::runtime::json::take!($presence $field $name object),)*
                    $($rest: rest,)?
                })
            }
        }

        impl $crate::runtime::json::Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut $crate::runtime::json::Writer) {
                let rest: &dyn $crate::runtime::json::Rest =
                    $crate::runtime::json::rest_of!(self $($rest)?);
                writer.begin_object();
                $($crate::runtime::json::write::required($constant, &$value, rest, writer);)*
                $($crate::runtime::json::write::$presence($name, &self.$field, rest, writer);)*
                rest.write(&[$($constant,)* $($name,)*], writer);
                writer.end_object();
            }
        }

        $crate::runtime::json::codec_serde!($type);
    };
}

/// Where the value of a field goes while an object is read.
macro_rules! slot {
    (maybe) => {
        $crate::runtime::json::Maybe::Absent
    };
    ($presence:ident) => {
        ::std::option::Option::None
    };
}

/// The value of a field after the object has been read.
macro_rules! take {
    (required $slot:ident $name:literal $object:ident) => {
        match $slot {
            ::std::option::Option::Some(value) => value,
            ::std::option::Option::None => {
                return ::std::result::Result::Err($object.missing($name));
            }
        }
    };
    ($presence:ident $slot:ident $name:literal $object:ident) => {
        $slot
    };
}

/// An empty rest of the kind that the field says.
macro_rules! new_rest {
    () => {
        $crate::runtime::json::Dropped
    };
    (extra) => {
        $crate::runtime::json::Extra::default()
    };
    (additional) => {
        ::std::collections::BTreeMap::new()
    };
}

/// A reference to the rest in the field, if there is one.
macro_rules! rest_of {
    ($self:ident) => {
        &$crate::runtime::json::Dropped
    };
    ($self:ident $rest:ident) => {
        &$self.$rest
    };
}

/// The codec of a newtype, which is that of its only field: `transparent!(Type {});`, or
/// `transparent!(Type: Inner);` for `From<Inner>` as well.
macro_rules! transparent {
    ($type:ident {}) => {
        $crate::runtime::json::transparent!($type);
    };
    ($type:ident: $inner:ty) => {
        impl ::std::convert::From<$inner> for $type {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(value.into())
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

pub(crate) use {new_rest, object, rest_of, slot, take, transparent};
