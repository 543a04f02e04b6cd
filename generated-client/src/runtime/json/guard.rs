//! What the members of a union ask of a value.

use std::borrow::Cow;

use super::number::integer;
use super::{DecodeError, Kind, Reader};

/// What a value must look like to be tried as a member.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Guard {
    /// Any value.
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without fraction and exponent, in the range of `i64`. Without a `Number` row,
    /// also one with a zero fraction.
    Integer,
    /// Any number; without the integers when there is an `Integer` row.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// An object with this property.
    Has(&'static str),
    /// An object in which this property is this string.
    Equals(&'static str, &'static str),
    /// An object in which this property is one of these strings.
    In(&'static str, &'static [&'static str]),
}

/// One entry of a union: the name of a variant with its guard or, without a guard, the mark
/// `fit`, which says that the entry before it competes for the best fit.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) guard: Option<Guard>,
}

/// The value ahead as guards see it.
pub(crate) struct Shape<'j> {
    kind: Kind,
    /// The text of a number.
    number: &'j str,
    properties: Vec<(Cow<'j, str>, Option<Cow<'j, str>>)>,
}

impl Guard {
    /// Whether the value may be read as the member, beside these others.
    pub(crate) fn admits(&self, shape: &Shape<'_>, rows: &[Row]) -> bool {
        match self {
            Self::Any => true,
            Self::Null => shape.kind == Kind::Null,
            Self::Boolean => shape.kind == Kind::Boolean,
            Self::Integer => {
                let numeric = match shape.kind {
                    Kind::Integer => true,
                    Kind::Number => !has_row(rows, |guard| matches!(guard, Self::Number)),
                    _ => false,
                };
                numeric && integer(shape.number).is_ok_and(|value| i64::try_from(value).is_ok())
            }
            Self::Number => match shape.kind {
                Kind::Number => true,
                Kind::Integer => !has_row(rows, |guard| matches!(guard, Self::Integer)),
                _ => false,
            },
            Self::String => shape.kind == Kind::String,
            Self::Array => shape.kind == Kind::Array,
            Self::Object => shape.kind == Kind::Object,
            Self::Has(name) => shape.properties.iter().any(|(known, _)| known == name),
            Self::Equals(name, value) => shape.property(name) == Some(value),
            Self::In(name, values) => {
                shape.property(name).is_some_and(|value| values.contains(&value))
            }
        }
    }

    /// Whether the guard asks for a property of an object.
    pub(crate) fn needs_properties(&self) -> bool {
        matches!(self, Self::Has(_) | Self::Equals(..) | Self::In(..))
    }
}

fn has_row(rows: &[Row], test: fn(&Guard) -> bool) -> bool {
    rows.iter().any(|row| row.guard.as_ref().is_some_and(test))
}

impl<'j> Shape<'j> {
    /// Looks at the value ahead without moving.
    pub(crate) fn of(reader: &mut Reader<'j>, rows: &[Row]) -> Result<Self, DecodeError> {
        let kind = reader.kind()?;
        let start = reader.checkpoint();
        let mut shape = Self { kind, number: "", properties: Vec::new() };
        match kind {
            Kind::Object if has_row(rows, Guard::needs_properties) => {
                let mut entry = reader.enter_object()?;
                while let Some(name) = entry {
                    let value = match reader.kind()? {
                        Kind::String => Some(reader.string("a string")?),
                        _ => {
                            reader.skip()?;
                            None
                        }
                    };
                    shape.properties.push((name, value));
                    entry = reader.next_name()?;
                }
            }
            Kind::Integer | Kind::Number => {
                shape.number = reader.number("a number")?;
            }
            _ => {}
        }
        reader.go_to(&start);
        Ok(shape)
    }

    fn property(&self, name: &str) -> Option<&str> {
        let entry = self.properties.iter().rev().find(|(known, _)| known == name);
        entry.and_then(|(_, value)| value.as_deref())
    }
}
