//! How `object!` reads and writes the properties of a struct.
//!
//! What a generated type brings is data: its properties as lists of names and places, one list for
//! each presence. The loops over them stand here, once for all types.

use std::fmt;

use super::{Decode, DecodeError, DecodeErrorKind, Encode, Maybe, Reader, Rest, Writer};

/// A property that always has the same value.
type Fixed<'a> = (&'static str, &'a dyn Constant);

/// A property and the place that its value is read into.
type Place<'a> = (&'static str, &'a mut dyn Slot);

/// A property and its value.
type Member<'a> = (&'static str, &'a dyn Encode);

/// Reads an object. When it is `Ok`, every required place is filled.
///
/// Of equal names, the last counts.
pub(crate) fn read_object(
    reader: &mut Reader<'_>,
    constants: &[Fixed<'_>],
    required: &mut [Place<'_>],
    optional: &mut [Place<'_>],
    maybe: &mut [Place<'_>],
    rest: &mut dyn Rest,
) -> Result<(), DecodeError> {
    reader.kind()?;
    let start = reader.offset();
    let mut next = [0; 3];
    let mut seen = Seen::default();
    let mut name = reader.enter_object()?;
    while let Some(known) = name {
        let result = if let Some(slot) = find(required, &mut next[0], &known) {
            slot.read(reader)
        } else if let Some(slot) = find(maybe, &mut next[1], &known) {
            slot.read(reader)
        } else if let Some(slot) = find(optional, &mut next[2], &known) {
            read_optional(slot, &known, rest, reader)
        } else if let Some(at) = constants.iter().position(|(constant, _)| *constant == known) {
            read_constant(constants[at].1, reader).map(|()| seen.insert(at))
        } else {
            rest.read(&known, reader)
        };
        if let Err(error) = result {
            return Err(error.in_property(&known));
        }
        name = reader.next_name()?;
    }
    rest.finish();
    let missing_constant = (0..constants.len()).find(|at| !seen.contains(*at));
    let missing = missing_constant
        .map(|at| constants[at].0)
        .or_else(|| required.iter().find(|(_, slot)| !slot.is_filled()).map(|(name, _)| *name));
    match missing {
        None => Ok(()),
        Some(property) => Err(DecodeError::new(DecodeErrorKind::Missing { property }, start)),
    }
}

/// The place of a name. Objects mostly list their properties in the order of the document, so that
/// the one behind the last is looked at first.
#[inline]
fn find<'p, 'a>(
    places: &'p mut [Place<'a>],
    next: &mut usize,
    name: &str,
) -> Option<&'p mut (dyn Slot + 'a)> {
    let at = match places.get(*next) {
        Some((known, _)) if *known == name => *next,
        _ => places.iter().position(|(known, _)| *known == name)?,
    };
    *next = at + 1;
    Some(&mut *places[at].1)
}

/// An explicit `null` that the type has no word for is kept aside.
fn read_optional(
    slot: &mut dyn Slot,
    name: &str,
    rest: &mut dyn Rest,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    if !slot.accepts_null() && reader.take_null()? {
        slot.clear();
        rest.keep_null(name);
        return Ok(());
    }
    slot.read(reader)
}

fn read_constant(value: &dyn Constant, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.kind()?;
    let offset = reader.offset();
    if value.is_ahead(reader)? {
        return Ok(());
    }
    let mut expected = Writer::new();
    value.encode(&mut expected);
    let expected = String::from_utf8_lossy(&expected.into_bytes()).into_owned();
    Err(DecodeError::new(DecodeErrorKind::Constant { expected }, offset))
}

/// Which of the constants have been read; those beyond the 64th are not required.
#[derive(Default)]
struct Seen(u64);

impl Seen {
    fn insert(&mut self, position: usize) {
        self.0 |= bit(position);
    }

    fn contains(&self, position: usize) -> bool {
        self.0 & bit(position) == bit(position)
    }
}

fn bit(position: usize) -> u64 {
    u32::try_from(position).ok().and_then(|position| 1_u64.checked_shl(position)).unwrap_or(0)
}

/// What `object!` says when a required place is empty, which [`read_object`] rules out.
#[cold]
pub(crate) fn unfilled(reader: &Reader<'_>) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing { property: "" }, reader.offset())
}

/// The place that the value of a property is read into.
pub(crate) trait Slot {
    /// Reads the value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Whether there is a value.
    fn is_filled(&self) -> bool;

    /// Whether `null` is a value of the type.
    fn accepts_null(&self) -> bool;

    /// Takes the value out.
    fn clear(&mut self);
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    #[inline]
    fn is_filled(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn accepts_null(&self) -> bool {
        T::ACCEPTS_NULL
    }

    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Decode> Slot for Maybe<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match reader.take_null()? {
            true => Self::Null,
            false => Self::Value(T::decode(reader)?),
        };
        Ok(())
    }

    #[inline]
    fn is_filled(&self) -> bool {
        !self.is_absent()
    }

    #[inline]
    fn accepts_null(&self) -> bool {
        true
    }

    #[inline]
    fn clear(&mut self) {
        *self = Self::Absent;
    }
}

/// The properties of a struct, by presence.
pub struct Properties<'a> {
    pub(crate) type_name: &'static str,
    pub(crate) constants: &'a [Fixed<'a>],
    pub(crate) required: &'a [Member<'a>],
    pub(crate) optional: &'a [Member<'a>],
    pub(crate) maybe: &'a [Member<'a>],
    /// The names whose values `Debug` does not print; `*` for those that have no field.
    pub(crate) secret: &'a [&'static str],
    pub(crate) rest: &'a dyn Rest,
}

impl Properties<'_> {
    pub(crate) fn encode(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self.constants {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in self.required {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in self.optional.iter().chain(self.maybe) {
            if value.is_absent() {
                self.rest.write_kept(name, writer);
            } else {
                writer.name(name);
                value.encode(writer);
            }
        }
        self.rest.write(&|name| self.knows(name), writer);
        writer.end_object();
    }

    fn members(&self) -> impl Iterator<Item = Member<'_>> {
        self.required.iter().chain(self.optional).chain(self.maybe).copied()
    }

    fn knows(&self, name: &str) -> bool {
        let is_constant = || self.constants.iter().any(|(known, _)| *known == name);
        self.members().any(|(known, _)| known == name) || is_constant()
    }
}

/// `Debug` of a struct: the wire names and values of its properties.
pub(crate) fn debug(object: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.properties(&mut |properties| {
        let mut printed = f.debug_struct(properties.type_name);
        for (name, value) in properties.members() {
            match properties.secret.contains(&name) {
                true => printed.field(name, &format_args!("[redacted]")),
                false => printed.field(name, &value),
            };
        }
        match properties.secret.contains(&"*") {
            true => _ = printed.field("additional", &format_args!("[redacted]")),
            false => properties.rest.debug(&mut printed),
        }
        result = printed.finish();
    });
    result
}

/// The literal of a property that always has the same value.
pub(crate) trait Constant: Encode {
    /// Whether the value ahead is this one; moves past it.
    fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError>;
}

impl Constant for &str {
    fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        Ok(reader.string("a string")? == *self)
    }
}

macro_rules! constants {
    ($($type:ty),*) => {$(
        impl Constant for $type {
            #[inline]
            fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
                Ok(<$type as Decode>::decode(reader)? == *self)
            }
        }
    )*};
}

constants!(bool, i32, i64, u64, f64);
