//! [`Maybe`]: the value of an optional nullable property.

use super::{Encode, Writer};

/// The value of an optional nullable property: absent, `null`, or a value.
///
/// In an update, an absent property usually keeps its value, and `null` removes it. In requests, the
/// setter named like the field sets a value, and the one that ends in `_null` sets `null`. A value
/// that was received is read with [`value`](Self::value), or with `match`:
///
/// ```
/// use client_runtime::runtime::json::Maybe;
///
/// fn told(name: &Maybe<String>) -> &str {
///     match name {
///         Maybe::Value(name) => name,
///         Maybe::Null => "removed",
///         Maybe::Absent => "unchanged",
///     }
/// }
///
/// assert_eq!(told(&Maybe::Value("Ada".to_owned())), "Ada");
/// assert_eq!(Maybe::from("Ada").value(), Some("Ada"));
/// assert!(Maybe::<&str>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Maybe<T> {
    /// The property is absent.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Returns `true` if the property is absent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns `true` if the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns `true` if the property has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Converts from `&Maybe<T>` to `Maybe<&T>`.
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// Converts from `&mut Maybe<T>` to `Maybe<&mut T>`.
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// Converts from `&Maybe<T>` to `Maybe<&T::Target>`, such as `Maybe<&str>` for a `String`.
    pub fn as_deref(&self) -> Maybe<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// Maps the value with a function.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(f(value)),
        }
    }

    /// Returns the value, or `None` if the property is absent or `null`.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, or `default`.
    pub fn unwrap_or(self, default: T) -> T {
        self.value().unwrap_or(default)
    }

    /// Returns the value, or the result of a function.
    pub fn unwrap_or_else(self, f: impl FnOnce() -> T) -> T {
        self.value().unwrap_or_else(f)
    }

    /// Returns the value, or the default of its type.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.value().unwrap_or_default()
    }

    /// Takes the value out, leaving [`Maybe::Absent`] in its place.
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
    /// Converts `None` to [`Maybe::Absent`], not to [`Maybe::Null`], since sending `null` can erase
    /// the property's value.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T: Encode> Encode for Maybe<T> {
    /// Writes the value, or `null`. The object decides whether the property is written at all.
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
