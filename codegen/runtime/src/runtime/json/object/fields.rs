//! The fields of a struct as tuples. The expansion of `object!` names each field once where it is
//! read and once where it is written; the generic code for a field is here.
//!
//! A tuple has up to 16 fields. The fields of one presence are a tuple of such tuples: 0 to 4, 8,
//! 16 or 32 of them, all but the last of which are full.

use super::super::{Decode, Encode, Maybe};
use super::slot::Slot;

/// The maximum number of fields of a tuple.
const MAX_FIELDS: usize = 16;

/// The presence of required properties: the fields are of the type itself.
pub(crate) struct Required;

/// The presence of optional properties that can't be null: the fields are `Option`s.
pub(crate) struct Optional;

/// The presence of optional nullable properties: the fields are [`Maybe`]s.
pub(crate) struct Nullable;

/// A tuple of fields of the presence `P`, for reading.
pub(crate) trait Fields<P>: Sized {
    /// The slots that the values are read into.
    type Slots;

    /// Creates slots without values.
    fn empty() -> Self::Slots;

    /// The slot of the field at this index.
    fn slot(slots: &mut Self::Slots, index: usize) -> Option<&mut dyn Slot>;

    /// The fields; `None` if a required slot is empty.
    fn finish(slots: Self::Slots) -> Option<Self>;
}

/// A tuple of [`Fields`].
pub(crate) trait Groups<P>: Sized {
    /// The slots that the values are read into.
    type Slots;

    /// Creates slots without values.
    fn empty() -> Self::Slots;

    /// The slot of the field at this index.
    fn slot(slots: &mut Self::Slots, index: usize) -> Option<&mut dyn Slot>;

    /// The fields; `None` if a required slot is empty.
    fn finish(slots: Self::Slots) -> Option<Self>;
}

/// A tuple of references to fields, for writing.
pub(crate) trait Members {
    /// The field at this index.
    fn member(&self, index: usize) -> Option<&dyn Encode>;
}

/// A tuple of [`Members`].
pub(crate) trait MemberGroups {
    /// The field at this index.
    fn member(&self, index: usize) -> Option<&dyn Encode>;
}

macro_rules! fields {
    ($(($($type:ident $index:tt)*))*) => {$(
        fields!(@read Required, $($type, Option<$type> => $type, [?] $index;)*);
        fields!(@read Optional, $($type, Option<$type> => Option<$type>, [] $index;)*);
        fields!(@read Nullable, $($type, Maybe<$type> => Maybe<$type>, [] $index;)*);

        impl<$($type: Encode),*> Members for ($(&$type,)*) {
            #[inline]
            fn member(&self, index: usize) -> Option<&dyn Encode> {
                match index {
                    $($index => Some(self.$index),)*
                    _ => None,
                }
            }
        }
    )*};
    (@read $presence:ident, $(
        $type:ident, $slot:ty => $field:ty, [$($missing:tt)?] $index:tt;
    )*) => {
        #[allow(clippy::unused_unit, reason = "the tuple may be empty")]
        impl<$($type: Decode),*> Fields<$presence> for ($($field,)*) {
            type Slots = ($($slot,)*);

            #[inline]
            fn empty() -> Self::Slots {
                ($(<$slot>::default(),)*)
            }

            #[inline]
            fn slot(_slots: &mut Self::Slots, index: usize) -> Option<&mut dyn Slot> {
                match index {
                    $($index => Some(&mut _slots.$index),)*
                    _ => None,
                }
            }

            #[inline]
            fn finish(_slots: Self::Slots) -> Option<Self> {
                Some(($(_slots.$index $($missing)?,)*))
            }
        }
    };
}

macro_rules! groups {
    ($(($($type:ident $index:tt)*))*) => {$(
        #[allow(clippy::unused_unit, reason = "the tuple may be empty")]
        impl<P, $($type: Fields<P>),*> Groups<P> for ($($type,)*) {
            type Slots = ($($type::Slots,)*);

            #[inline]
            fn empty() -> Self::Slots {
                ($($type::empty(),)*)
            }

            #[inline]
            fn slot(_slots: &mut Self::Slots, index: usize) -> Option<&mut dyn Slot> {
                match index / MAX_FIELDS {
                    $($index => $type::slot(&mut _slots.$index, index % MAX_FIELDS),)*
                    _ => None,
                }
            }

            #[inline]
            fn finish(_slots: Self::Slots) -> Option<Self> {
                Some(($($type::finish(_slots.$index)?,)*))
            }
        }

        impl<$($type: Members),*> MemberGroups for ($($type,)*) {
            #[inline]
            fn member(&self, index: usize) -> Option<&dyn Encode> {
                match index / MAX_FIELDS {
                    $($index => self.$index.member(index % MAX_FIELDS),)*
                    _ => None,
                }
            }
        }
    )*};
}

fields! {
    ()
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 Q 15)
}

groups! {
    ()
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (
        A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7
        I 8 J 9 K 10 L 11 M 12 N 13 O 14 Q 15
    )
    (
        A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7
        I 8 J 9 K 10 L 11 M 12 N 13 O 14 Q 15
        R 16 S 17 T 18 U 19 V 20 W 21 X 22 Y 23
        Z 24 A1 25 B1 26 C1 27 D1 28 E1 29 F1 30 G1 31
    )
}
