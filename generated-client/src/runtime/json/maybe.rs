//! [`Maybe`]: a value that may be missing or null.

use super::{Encode, Writer};

/// The value of an optional nullable property: not there, `null`, or a value.
///
/// ```
/// use polar_client::json::Maybe;
///
/// let name = Maybe::from("Ada");
/// assert_eq!(name.value(), Some("Ada"));
/// assert!(Maybe::<&str>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the property is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the property has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The same with a reference to the value.
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same with a mutable reference to the value.
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The value as what it dereferences to, such as `&str`.
    pub fn as_deref(&self) -> Maybe<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// Turns the value into another.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(f(value)),
        }
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, or this one.
    pub fn unwrap_or(self, default: T) -> T {
        self.value().unwrap_or(default)
    }

    /// The value, or the one that this function gives.
    pub fn unwrap_or_else(self, f: impl FnOnce() -> T) -> T {
        self.value().unwrap_or_else(f)
    }

    /// The value, or the default of its type.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.value().unwrap_or_default()
    }

    /// Leaves [`Maybe::Absent`] behind.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Maybe<T> {
    /// `None` is [`Maybe::Absent`]: what nobody asked for is not sent, and `null` can erase.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T> From<Maybe<T>> for Option<T> {
    fn from(maybe: Maybe<T>) -> Self {
        maybe.value()
    }
}

impl<T: Encode> Encode for Maybe<T> {
    /// Writes `null` where there is no value; whether the property is written at all is up to the
    /// object.
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Absent | Self::Null => writer.null(),
            Self::Value(value) => value.encode(writer),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}
