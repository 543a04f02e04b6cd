//! Selection of the variant of a union: a table of locations in a value, and a test for each
//! variant and location.

use std::borrow::Cow;

use super::number::integer;
use super::string_format;
use super::{DecodeError, Kind, Reader, Tag, Writer};

/// The maximum number of locations of a table.
const MAX_PLACES: usize = 8;

/// A test of the value at a location. It passes for all values of the variant, and for some others.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Test {
    /// Always passes.
    Any,
    /// Passes if there is no value.
    Absent,
    /// Passes if there is a value.
    Present,
    /// Passes if there is a value that matches one of these patterns.
    Is(&'static [Pattern]),
    /// Passes if the value is absent or matches one of these patterns.
    May(&'static [Pattern]),
}

/// A pattern that matches JSON values.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pattern {
    /// `null`.
    Null,
    /// `true` and `false`.
    Boolean,
    /// Numbers without a fraction, also those that are written with a fraction of zero.
    Integer,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Arrays.
    Array,
    /// Objects.
    Object,
    /// This string.
    Text(&'static str),
    /// The number, boolean or `null` of this JSON text.
    Scalar(&'static str),
    /// Strings except these.
    Except(&'static [&'static str]),
    /// Strings that look like a UUID (RFC 9562, 4).
    Uuid,
    /// Strings that look like a date-time (RFC 3339, 5.6).
    DateTime,
    /// Strings that look like a full-date (RFC 3339, 5.6).
    Date,
    /// Strings that look like a full-time (RFC 3339, 5.6).
    Time,
    /// Strings that look like a duration (RFC 3339, Appendix A).
    Duration,
    /// IPv4 addresses (RFC 2673, 3.2).
    Ipv4,
    /// IPv6 addresses (RFC 4291, 2.2).
    Ipv6,
}

/// A variant with its test for each location; a variant without tests accepts all remaining values.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) tests: &'static [Test],
}

/// The table that selects the variants of a union.
#[derive(Debug)]
pub(crate) struct Selection {
    /// The path of property names of each location; `0` is the first item of an array.
    pub(crate) places: &'static [&'static [&'static str]],
    pub(crate) rows: &'static [Row],
}

impl Selection {
    /// The tag of a variant: the values that its test of this property lists.
    pub(crate) fn tag(&self, variant: &str, property: &'static str) -> Option<Tag> {
        let row = self.rows.iter().find(|row| row.name == variant)?;
        let place = self.places.iter().position(|place| **place == [property])?;
        match row.tests.get(place)? {
            Test::Is(values) => Tag::of(property, values),
            _ => None,
        }
    }

    /// Returns the variants that are possible for the next value: the first one, and the others in
    /// order. Variants without tests are left out. Doesn't move.
    pub(crate) fn possible(
        &'static self,
        reader: &mut Reader<'_>,
    ) -> Result<Option<(&'static Row, Vec<&'static Row>)>, DecodeError> {
        match self.places {
            [[]] => self.possible_of_scalar(reader),
            // Less to initialize and to drop.
            [] | [_] => self.possible_of::<1>(reader),
            _ => self.possible_of::<MAX_PLACES>(reader),
        }
    }

    /// The same for a table whose only location is the value itself.
    fn possible_of_scalar(
        &'static self,
        reader: &mut Reader<'_>,
    ) -> Result<Option<(&'static Row, Vec<&'static Row>)>, DecodeError> {
        let kind = reader.kind()?;
        let text = match self.compares_text(0, kind) {
            true => {
                let start = reader.checkpoint();
                let text = scalar(reader, kind)?;
                reader.restore(&start);
                text
            }
            false => Cow::default(),
        };
        Ok(self.matching(&[Some(FoundValue { kind, text })]))
    }

    /// Whether a test of this location compares the text of values of this JSON type.
    fn compares_text(&self, place: usize, kind: Kind) -> bool {
        self.rows.iter().any(|row| row.tests.get(place).is_some_and(|it| it.compares_text(kind)))
    }

    fn possible_of<const N: usize>(
        &'static self,
        reader: &mut Reader<'_>,
    ) -> Result<Option<(&'static Row, Vec<&'static Row>)>, DecodeError> {
        let mut view = [const { None }; N];
        Scan::<N>::of(self, reader, &mut view)?;
        Ok(self.matching(&view))
    }

    fn matching(
        &'static self,
        view: &[Option<FoundValue<'_>>],
    ) -> Option<(&'static Row, Vec<&'static Row>)> {
        let mut rows = self.rows.iter().filter(|row| !row.is_fallback() && row.matches(view));
        rows.next().map(|first| (first, rows.collect()))
    }
}

/// The value at a location.
struct FoundValue<'j> {
    kind: Kind,
    /// The content of a string, or the text of any other scalar; empty if no test compares it.
    text: Cow<'j, str>,
}

/// The values at the locations of a table.
type View<'j, const N: usize> = [Option<FoundValue<'j>>; N];

impl Row {
    /// Whether the value with this view may be of this variant.
    fn matches(&self, view: &[Option<FoundValue<'_>>]) -> bool {
        self.tests.iter().zip(view).all(|(test, found)| test.matches(found.as_ref()))
    }

    /// Whether the variant accepts the values that no other variant accepts.
    pub(crate) fn is_fallback(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether values of the variant are tagged: one of its tests requires a listed value inside an
    /// object.
    pub(crate) fn is_tagged(&self, selection: &Selection) -> bool {
        let tests = selection.places.iter().zip(self.tests);
        let mut inside = tests.filter(|(place, _)| !place.is_empty());
        inside.any(|(_, test)| match test {
            Test::Is(patterns) => {
                patterns.iter().all(|it| matches!(it, Pattern::Text(_) | Pattern::Scalar(_)))
            }
            _ => false,
        })
    }
}

impl Test {
    fn compares_text(&self, kind: Kind) -> bool {
        match self {
            Self::Any | Self::Absent | Self::Present => false,
            Self::Is(patterns) | Self::May(patterns) => {
                patterns.iter().any(|pattern| pattern.compares_text(kind))
            }
        }
    }

    fn matches(&self, found: Option<&FoundValue<'_>>) -> bool {
        match (self, found) {
            (Self::Any, _) | (Self::Absent | Self::May(_), None) | (Self::Present, Some(_)) => true,
            (Self::Absent, Some(_)) | (Self::Present | Self::Is(_), None) => false,
            (Self::Is(patterns) | Self::May(patterns), Some(found)) => {
                patterns.iter().any(|pattern| pattern.matches(found))
            }
        }
    }
}

impl Pattern {
    /// Whether [`Pattern::matches`] reads the text of values of this JSON type.
    fn compares_text(&self, kind: Kind) -> bool {
        match self {
            Self::Null
            | Self::Boolean
            | Self::Number
            | Self::String
            | Self::Array
            | Self::Object => false,
            Self::Integer => kind == Kind::Number,
            Self::Scalar(_) => kind != Kind::String,
            Self::Text(_)
            | Self::Except(_)
            | Self::Uuid
            | Self::DateTime
            | Self::Date
            | Self::Time
            | Self::Duration
            | Self::Ipv4
            | Self::Ipv6 => kind == Kind::String,
        }
    }

    fn matches(&self, found: &FoundValue<'_>) -> bool {
        let text = &*found.text;
        let is_string = found.kind == Kind::String;
        match self {
            Self::Null => found.kind == Kind::Null,
            Self::Boolean => found.kind == Kind::Boolean,
            Self::Integer => match found.kind {
                Kind::Integer => true,
                Kind::Number => integer(text).is_ok(),
                _ => false,
            },
            Self::Number => matches!(found.kind, Kind::Integer | Kind::Number),
            Self::String => is_string,
            Self::Array => found.kind == Kind::Array,
            Self::Object => found.kind == Kind::Object,
            Self::Text(value) => is_string && text == *value,
            Self::Scalar(value) => {
                !is_string && (text == *value || is_same_number(found.kind, text, value))
            }
            Self::Except(values) => is_string && !values.contains(&text),
            Self::Uuid => is_string && string_format::is_uuid(text),
            Self::DateTime => is_string && string_format::is_date_time(text),
            Self::Date => is_string && string_format::is_date(text),
            Self::Time => is_string && string_format::is_time(text),
            Self::Duration => is_string && string_format::is_duration(text),
            Self::Ipv4 => is_string && string_format::is_ipv4(text),
            Self::Ipv6 => is_string && string_format::is_ipv6(text),
        }
    }
}

impl Pattern {
    /// Writes the value if the pattern matches only one, or else `null`.
    pub(super) fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(text) => writer.string(text),
            Self::Scalar(text) => writer.raw(text),
            _ => writer.null(),
        }
    }

    /// Whether the next value matches. Moves past a scalar.
    pub(super) fn is_next(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        let kind = reader.kind()?;
        let text = scalar(reader, kind)?;
        Ok(self.matches(&FoundValue { kind, text }))
    }
}

fn is_same_number(kind: Kind, text: &str, value: &str) -> bool {
    matches!(kind, Kind::Integer | Kind::Number)
        && match (integer(text), integer(value)) {
            (Ok(text), Ok(value)) => text == value,
            (Err(_), Err(_)) => text.parse::<f64>().ok() == value.parse::<f64>().ok(),
            _ => false,
        }
}

/// The search for the values at the locations.
struct Scan<'v, 'j, const N: usize> {
    selection: &'static Selection,
    /// The locations of the table that are searched for.
    places: &'static [&'static [&'static str]],
    found: &'v mut View<'j, N>,
    /// The number of locations without a value so far.
    remaining: usize,
}

impl<'v, 'j, const N: usize> Scan<'v, 'j, N> {
    /// Inspects the next value without moving. Of duplicate names, the first one is used.
    fn of(
        selection: &'static Selection,
        reader: &mut Reader<'j>,
        found: &'v mut View<'j, N>,
    ) -> Result<(), DecodeError> {
        let remaining = selection.places.len().min(N);
        let places = &selection.places[..remaining];
        let mut scan = Self { selection, places, found, remaining };
        let start = reader.checkpoint();
        let all = (0..remaining).fold(0, |all, index| all | bit(index));
        scan.value(reader, all, 0)?;
        reader.restore(&start);
        Ok(())
    }

    /// Inspects the next value, which is `depth` names along the paths of `places`, and moves past
    /// it, or somewhere into it once all values are found.
    fn value(
        &mut self,
        reader: &mut Reader<'j>,
        places: u8,
        depth: usize,
    ) -> Result<(), DecodeError> {
        let kind = reader.kind()?;
        let start = reader.checkpoint();
        let mut inside = 0;
        let mut text = None;
        for index in (0..self.places.len()).filter(|index| places & bit(*index) != 0) {
            if self.places[index].len() > depth {
                inside |= bit(index);
            } else if self.found[index].is_none() {
                if text.is_none() && self.selection.compares_text(index, kind) {
                    text = Some(scalar(reader, kind)?);
                    reader.restore(&start);
                }
                let text = text.clone().unwrap_or_default();
                self.found[index] = Some(FoundValue { kind, text });
                self.remaining -= 1;
            }
        }
        match kind {
            Kind::Object if inside != 0 && self.remaining > 0 => self.object(reader, inside, depth),
            Kind::Array if inside != 0 && self.remaining > 0 => self.array(reader, inside, depth),
            // The text after it isn't read.
            _ if self.remaining == 0 || depth == 0 => Ok(()),
            _ => reader.pass(),
        }
    }

    fn object(
        &mut self,
        reader: &mut Reader<'j>,
        places: u8,
        depth: usize,
    ) -> Result<(), DecodeError> {
        let mut entry = reader.enter_object()?;
        while let Some(name) = entry {
            match self.matching_places(places, depth, &name) {
                0 => reader.pass()?,
                places => self.value(reader, places, depth + 1)?,
            }
            if self.remaining == 0 {
                return Ok(());
            }
            entry = reader.next_name()?;
        }
        Ok(())
    }

    fn array(
        &mut self,
        reader: &mut Reader<'j>,
        places: u8,
        depth: usize,
    ) -> Result<(), DecodeError> {
        let mut array = reader.enter_array()?;
        while array.advance(reader)? {
            match self.matching_places(places, depth, "0") {
                places if places != 0 && array.index() == 0 => {
                    self.value(reader, places, depth + 1)?;
                }
                _ => reader.pass()?,
            }
            if self.remaining == 0 || depth == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The subset of `places` whose path continues with this name.
    fn matching_places(&self, places: u8, depth: usize, name: &str) -> u8 {
        let mut matching = 0;
        for (index, place) in self.places.iter().enumerate() {
            if places & bit(index) != 0 && place.get(depth) == Some(&name) {
                matching |= bit(index);
            }
        }
        matching
    }
}

/// Reads the text of the next value if it is a scalar; empty for an array or object.
fn scalar<'j>(reader: &mut Reader<'j>, kind: Kind) -> Result<Cow<'j, str>, DecodeError> {
    match kind {
        Kind::String => reader.string("a string"),
        Kind::Array | Kind::Object => Ok(Cow::Borrowed("")),
        Kind::Null | Kind::Boolean | Kind::Integer | Kind::Number => {
            reader.raw().map(Cow::Borrowed)
        }
    }
}

fn bit(index: usize) -> u8 {
    u32::try_from(index).ok().and_then(|index| 1_u8.checked_shl(index)).unwrap_or_default()
}
