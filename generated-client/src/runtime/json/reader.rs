//! [`Reader`]: a cursor over JSON text. Plain text, which is almost all of it, is read here; jiter
//! reads the rest: escapes, numbers and invalid JSON.

use std::borrow::Cow;
use std::fmt;

use jiter::{Jiter, JiterError, Peek};

use super::array::ArrayReader;
use super::budget::Budget;
use super::loss::Loss;
use super::memo::Memo;
use super::plain::{self, skip_whitespace};
use super::{DecodeError, DecodeErrorKind, Kind, Tag};
use crate::runtime::clock::Clock;

/// The maximum nesting of arrays and objects.
const MAX_DEPTH: u16 = 128;

/// The maximum nesting in text that this crate has written: typed values with raw ones inside, for
/// which jiter's limit is 200.
const MAX_OWN_DEPTH: u16 = 512;

/// A cursor over JSON text, positioned before a value.
pub struct Reader<'j> {
    text: &'j str,
    at: usize,
    depth: u16,
    max_depth: u16,
    loss: Loss,
    /// Whether values are read only to score how well a type fits, and not kept.
    is_scoring: bool,
    budget: Budget<'j>,
    /// The tag of the object that begins at this position.
    tag: Option<(usize, Tag)>,
    pub(super) memo: Memo,
}

/// A position that a reader can return to.
#[derive(Clone, Copy)]
pub(crate) struct Checkpoint {
    at: usize,
    depth: u16,
    loss: Loss,
}

impl<'j> Reader<'j> {
    pub(crate) fn new(text: &'j str) -> Self {
        Self::with_clock(text, None)
    }

    /// Creates a reader that fails once this clock has expired.
    fn with_clock(text: &'j str, clock: Option<&'j Clock>) -> Self {
        let budget = Budget::new(text.len(), clock);
        Self {
            text,
            at: 0,
            depth: 0,
            max_depth: MAX_DEPTH,
            loss: Loss::NONE,
            is_scoring: false,
            budget,
            tag: None,
            memo: Memo::default(),
        }
    }

    /// Creates a reader for text that this crate has written or has already accepted.
    pub(crate) fn from_trusted(text: &'j str) -> Self {
        Self { max_depth: MAX_OWN_DEPTH, ..Self::new(text) }
    }

    pub(crate) fn from_slice(
        json: &'j [u8],
        clock: Option<&'j Clock>,
    ) -> Result<Self, DecodeError> {
        match std::str::from_utf8(json) {
            Ok(text) => Ok(Self::with_clock(text, clock)),
            Err(error) => {
                let kind = DecodeErrorKind::Syntax("the text is not UTF-8");
                Err(DecodeError::new(kind, error.valid_up_to()))
            }
        }
    }

    /// Fails if anything but whitespace is left.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        self.with_jiter(Jiter::finish)
    }

    /// The position in bytes.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// The position of the next value, after whitespace.
    pub(super) fn value_offset(&mut self) -> usize {
        self.at = skip_whitespace(self.text, self.at);
        self.at
    }

    /// The JSON type of the next value.
    pub(crate) fn kind(&mut self) -> Result<Kind, DecodeError> {
        let peek = self.peek()?;
        Ok(match peek {
            Peek::Null => Kind::Null,
            Peek::True | Peek::False => Kind::Boolean,
            Peek::String => Kind::String,
            Peek::Array => Kind::Array,
            Peek::Object => Kind::Object,
            _ if starts_number(peek) => Kind::of_number(&self.text.as_bytes()[self.offset()..]),
            _ => {
                let kind = DecodeErrorKind::Syntax("expected a value");
                return Err(DecodeError::new(kind, self.offset()));
            }
        })
    }

    /// The error for a next value of another type.
    #[cold]
    pub(crate) fn unexpected(&mut self, expected: &'static str) -> DecodeError {
        // The kind is determined by the first byte, so an invalid `nope` would be reported as null.
        let mut ahead = Reader { memo: Memo::default(), ..*self };
        let skipped = ahead.skip();
        self.budget.spend(ahead.at - self.at);
        match (self.kind(), skipped) {
            (Ok(found), Ok(())) => {
                DecodeError::new(DecodeErrorKind::Type { expected, found }, self.offset())
            }
            (Err(error), _) | (_, Err(error)) => error,
        }
    }

    /// Whether the next value is `null`; if so, moves past it.
    pub(crate) fn take_null(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? != Peek::Null {
            return Ok(false);
        }
        self.with_jiter(Jiter::known_null)?;
        Ok(true)
    }

    pub(crate) fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.peek()? {
            peek @ (Peek::True | Peek::False) => self.with_jiter(|it| it.known_bool(peek)),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    /// Reads a number and returns its text.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<&'j str, DecodeError> {
        let peek = self.peek()?;
        if !starts_number(peek) {
            return Err(self.unexpected(expected));
        }
        let start = self.offset();
        self.with_jiter(|it| it.known_number_bytes(peek).map(drop))?;
        Ok(&self.text[start..self.offset()])
    }

    /// Reads a string; borrowed unless it has escapes.
    pub(crate) fn string(&mut self, expected: &'static str) -> Result<Cow<'j, str>, DecodeError> {
        if self.peek()? != Peek::String {
            return Err(self.unexpected(expected));
        }
        if let Some((content, end)) = plain::string(self.text, self.at) {
            self.at = end;
            return Ok(Cow::Borrowed(content));
        }
        self.with_jiter(|it| it.known_str().map(|content| Cow::Owned(content.to_owned())))
    }

    /// Moves past the next value.
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        if self.peek()? == Peek::String
            && let Some((_, end)) = plain::string(self.text, self.at)
        {
            self.at = end;
            return Ok(());
        }
        self.with_jiter(Jiter::next_skip)
    }

    /// Moves past the next value without checking its syntax, to look at what follows. The value must
    /// be read afterwards.
    pub(crate) fn pass(&mut self) -> Result<(), DecodeError> {
        self.peek()?;
        match plain::value_end(self.text, self.at) {
            Some(end) => {
                self.at = end;
                Ok(())
            }
            None => self.skip(),
        }
    }

    /// Moves past the next value and returns its text.
    pub(crate) fn raw(&mut self) -> Result<&'j str, DecodeError> {
        self.peek()?;
        let start = self.offset();
        self.skip()?;
        Ok(&self.text[start..self.offset()])
    }

    /// Searches the next value, an object, for a property, and returns its value if that is a
    /// string. Doesn't move. Of duplicate names, the first one is used.
    pub(crate) fn peek_string(&mut self, name: &str) -> Result<Option<Cow<'j, str>>, DecodeError> {
        if self.peek()? != Peek::Object {
            return Ok(None);
        }
        let mut ahead = Reader { memo: Memo::default(), ..*self };
        let found = ahead.find_string(name);
        self.budget.spend(ahead.at - self.at);
        found
    }

    fn find_string(&mut self, name: &str) -> Result<Option<Cow<'j, str>>, DecodeError> {
        let mut entry = self.enter_object()?;
        while let Some(key) = entry {
            if key == name {
                return match self.peek()? {
                    Peek::String => self.string("").map(Some),
                    _ => Ok(None),
                };
            }
            self.pass()?;
            entry = self.next_name()?;
        }
        Ok(None)
    }

    /// Enters the next value, an object, and returns its first name.
    pub(crate) fn enter_object(&mut self) -> Result<Option<Cow<'j, str>>, DecodeError> {
        if self.peek()? != Peek::Object {
            return Err(self.unexpected("an object"));
        }
        self.descend()?;
        if let Some((name, end)) = plain::name(self.text, self.at + 1) {
            self.at = end;
            return Ok(Some(Cow::Borrowed(name)));
        }
        match self.with_jiter(|it| Ok(it.known_object()?.map(str::to_owned)))? {
            Some(name) => Ok(Some(Cow::Owned(name))),
            None => Ok(self.leave_object()),
        }
    }

    /// Returns the next name of the object that was entered; leaves it after the last.
    pub(crate) fn next_name(&mut self) -> Result<Option<Cow<'j, str>>, DecodeError> {
        let at = skip_whitespace(self.text, self.at);
        match self.text.as_bytes().get(at) {
            Some(b'}') => {
                self.at = at + 1;
                return Ok(self.leave_object());
            }
            Some(b',') => {
                if let Some((name, end)) = plain::name(self.text, at + 1) {
                    self.at = end;
                    return Ok(Some(Cow::Borrowed(name)));
                }
            }
            _ => {}
        }
        match self.with_jiter(|it| Ok(it.next_key()?.map(str::to_owned)))? {
            Some(name) => Ok(Some(Cow::Owned(name))),
            None => Ok(self.leave_object()),
        }
    }

    fn leave_object(&mut self) -> Option<Cow<'j, str>> {
        self.depth -= 1;
        None
    }

    /// Enters the next value, an array.
    pub(crate) fn enter_array(&mut self) -> Result<ArrayReader, DecodeError> {
        if self.peek()? != Peek::Array {
            return Err(self.unexpected("an array"));
        }
        self.descend()?;
        Ok(ArrayReader::default())
    }

    /// Moves to an item of the array that was entered, or out of it after the last.
    pub(crate) fn next_item(&mut self, position: usize) -> Result<bool, DecodeError> {
        let more = self.with_jiter(|it| match position {
            0 => it.known_array(),
            _ => it.array_step(),
        });
        let more = more?.is_some();
        if !more {
            self.depth -= 1;
        }
        Ok(more)
    }

    fn descend(&mut self) -> Result<(), DecodeError> {
        if self.depth == self.max_depth {
            return Err(DecodeError::new(DecodeErrorKind::TooDeep, self.offset()));
        }
        self.depth += 1;
        Ok(())
    }

    fn peek(&mut self) -> Result<Peek, DecodeError> {
        self.at = skip_whitespace(self.text, self.at);
        self.budget.step(self.at)?;
        match self.text.as_bytes().get(self.at) {
            Some(byte) => Ok(Peek::new(*byte)),
            None => self.with_jiter(Jiter::peek),
        }
    }

    /// Reads with jiter from the current position.
    fn with_jiter<T>(
        &mut self,
        read: impl FnOnce(&mut Jiter<'j>) -> Result<T, JiterError>,
    ) -> Result<T, DecodeError> {
        let mut jiter = Jiter::new(&self.text.as_bytes()[self.at..]);
        let outcome = read(&mut jiter);
        let value = outcome.map_err(|error| DecodeError::from_jiter(&error, self.at))?;
        self.at += jiter.current_index();
        Ok(value)
    }

    /// Sets the tag of the next value, an object, whose type doesn't know the tag.
    #[inline]
    pub(crate) fn tag(&mut self, tag: Option<Tag>) {
        let at = self.value_offset();
        self.tag = tag.map(|tag| (at, tag));
    }

    /// Takes the tag of the object that begins at the current position.
    #[inline]
    pub(super) fn take_tag(&mut self) -> Option<Tag> {
        let (at, tag) = self.tag.take()?;
        (at == self.at).then_some(tag)
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint { at: self.at, depth: self.depth, loss: self.loss }
    }

    /// Goes to a checkpoint. The text after an earlier one will be read again.
    pub(crate) fn restore(&mut self, place: &Checkpoint) {
        self.budget.spend(self.at.saturating_sub(place.at));
        self.at = place.at;
        self.depth = place.depth;
        self.loss = place.loss;
    }

    /// Extends the budget for reading a value as each of this many variants.
    pub(super) fn allow_variants(&mut self, count: usize) {
        self.budget.allow(count);
    }

    /// Moves to the end of a value that was read before, with this loss.
    pub(super) fn skip_to(&mut self, end: usize, loss: Loss) {
        // Moving back before it will count these bytes.
        self.budget.refund(end.saturating_sub(self.at));
        self.at = end;
        self.loss = self.loss.plus(loss);
    }

    /// Whether values are read only to score how well a type fits, and not kept.
    #[inline]
    pub(crate) fn is_scoring(&self) -> bool {
        self.is_scoring
    }

    pub(super) fn set_scoring(&mut self, is_scoring: bool) {
        self.is_scoring = is_scoring;
    }

    /// Counts a part that the type doesn't keep.
    pub(crate) fn record_dropped(&mut self) {
        self.loss.dropped = self.loss.dropped.saturating_add(1);
    }

    /// Counts a part that the type keeps, although its schema doesn't allow it.
    pub(crate) fn record_invalid(&mut self) {
        self.loss.invalid = self.loss.invalid.saturating_add(1);
    }

    /// Counts a part that the type keeps, although its schema doesn't describe it.
    pub(crate) fn record_extra(&mut self) {
        self.loss.extra = self.loss.extra.saturating_add(1);
    }

    /// Counts a value that is written in another spelling, while another type would preserve it.
    pub(crate) fn record_reformatted(&mut self) {
        self.loss.reformatted = self.loss.reformatted.saturating_add(1);
    }

    /// The loss since the checkpoint.
    pub(super) fn loss_since(&self, place: &Checkpoint) -> Loss {
        self.loss.minus(place.loss)
    }
}

impl Checkpoint {
    /// The position in bytes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("offset", &self.offset()).finish_non_exhaustive()
    }
}

fn starts_number(peek: Peek) -> bool {
    matches!(peek.into_inner(), b'0'..=b'9' | b'-')
}
