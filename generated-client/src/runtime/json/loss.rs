//! [`Loss`]: a score for how much of a value a type fails to represent.

/// A score for how much of a value a type fails to represent. The lower, the better the type fits;
/// fields are compared in order, so the first one counts most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    /// Parts that the type doesn't keep.
    pub(super) dropped: u32,
    /// Parts that the type keeps, although its schema doesn't allow them.
    pub(super) invalid: u32,
    /// Parts that the type keeps, although its schema doesn't describe them.
    pub(super) extra: u32,
    /// Values that the type writes in another spelling, while another type would preserve it.
    pub(super) reformatted: u32,
}

impl Loss {
    /// The best score: the type describes the entire value.
    pub(super) const NONE: Self = Self { dropped: 0, invalid: 0, extra: 0, reformatted: 0 };

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            dropped: self.dropped.saturating_add(other.dropped),
            invalid: self.invalid.saturating_add(other.invalid),
            extra: self.extra.saturating_add(other.extra),
            reformatted: self.reformatted.saturating_add(other.reformatted),
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self {
            dropped: self.dropped - other.dropped,
            invalid: self.invalid - other.invalid,
            extra: self.extra - other.extra,
            reformatted: self.reformatted - other.reformatted,
        }
    }
}
