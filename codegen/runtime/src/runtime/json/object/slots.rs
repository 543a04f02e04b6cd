//! [`Slots`]: the slots of all fields of a struct.

use super::Presence;
use super::fields::{Groups, Nullable, Optional, Required};
use super::slot::Slot;

/// The slots of a struct's fields, by presence.
pub(crate) struct Slots<R: Groups<Required>, O: Groups<Optional>, N: Groups<Nullable>> {
    required: R::Slots,
    optional: O::Slots,
    nullable: N::Slots,
}

/// The slots of a struct of any type.
pub(crate) trait AnySlots {
    /// The slot of the field at this index of its list.
    fn slot(&mut self, presence: Presence, index: usize) -> Option<&mut dyn Slot>;
}

impl<R: Groups<Required>, O: Groups<Optional>, N: Groups<Nullable>> Slots<R, O, N> {
    /// Creates slots without values.
    #[inline]
    pub(crate) fn empty() -> Self {
        Self { required: R::empty(), optional: O::empty(), nullable: N::empty() }
    }

    /// The fields; `None` if a required one has no value.
    #[inline]
    pub(crate) fn finish(self) -> Option<(R, O, N)> {
        Some((R::finish(self.required)?, O::finish(self.optional)?, N::finish(self.nullable)?))
    }
}

impl<R: Groups<Required>, O: Groups<Optional>, N: Groups<Nullable>> AnySlots for Slots<R, O, N> {
    #[inline]
    fn slot(&mut self, presence: Presence, index: usize) -> Option<&mut dyn Slot> {
        match presence {
            Presence::Required => R::slot(&mut self.required, index),
            Presence::Optional => O::slot(&mut self.optional, index),
            Presence::Nullable => N::slot(&mut self.nullable, index),
        }
    }
}
