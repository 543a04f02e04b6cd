//! [`Loss`]: how much of a value a type does not know.

/// How much of a value a type does not know. The less, the better the type fits; what comes first
/// counts more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    /// Parts that the type does not keep.
    pub(super) dropped: u32,
    /// Parts that it keeps, and that its schema does not allow.
    pub(super) invalid: u32,
    /// Parts that it keeps, and that its schema does not describe.
    pub(super) extra: u32,
    /// Numbers that another type would spell as they came.
    pub(super) respelled: u32,
}

impl Loss {
    /// Nothing is lost, and everything is known.
    pub(super) const NONE: Self = Self { dropped: 0, invalid: 0, extra: 0, respelled: 0 };

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            dropped: self.dropped.saturating_add(other.dropped),
            invalid: self.invalid.saturating_add(other.invalid),
            extra: self.extra.saturating_add(other.extra),
            respelled: self.respelled.saturating_add(other.respelled),
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self {
            dropped: self.dropped - other.dropped,
            invalid: self.invalid - other.invalid,
            extra: self.extra - other.extra,
            respelled: self.respelled - other.respelled,
        }
    }
}
