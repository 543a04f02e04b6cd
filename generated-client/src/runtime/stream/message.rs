//! A parser of `text/event-stream` (WHATWG HTML, 9.2.6).

use std::time::Duration;

use http::HeaderValue;

use crate::runtime::clock::Clock;
use crate::runtime::json::{self, Decode, DecodeError, DecodeErrorKind};

/// An event before its data is read as a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// The type of the event, if the server sent one.
    pub(crate) event: Option<String>,
    /// The last event id.
    pub(crate) id: Option<String>,
    /// The reconnection time, if this event sets it.
    pub(crate) retry: Option<Duration>,
    /// The lines of data, joined by line feeds.
    pub(crate) data: String,
}

/// A parser of messages from bytes in chunks of any size.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    /// The bytes that haven't been consumed; those before `read` have.
    bytes: Vec<u8>,
    read: usize,
    /// The position up to which there is no end of a line.
    searched: usize,
    /// Whether the stream has started, so that a byte order mark is text.
    has_started: bool,
    /// Whether the last line ended in a carriage return, which a line feed may follow.
    ended_in_return: bool,
    /// The message that is being read; each line of its data ends with a line feed.
    message: Message,
    /// The last event id, including the ids of messages without data.
    last_id: Option<String>,
    /// The last reconnection time.
    retry: Option<Duration>,
}

/// The maximum length of an id, in bytes: most servers accept no more in a header field.
const MAX_ID_LEN: usize = 4096;

impl Messages {
    /// Continues after another connection that ended with this id.
    pub(crate) fn resume(&mut self, id: Option<String>) {
        self.message.id.clone_from(&id);
        self.last_id = id;
    }

    /// The event id to resume after.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// The reconnection time that the server requests, if any.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Adds the next chunk.
    pub(crate) fn feed(&mut self, chunk: &[u8]) {
        self.bytes.drain(..self.read);
        self.searched -= self.read;
        self.read = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// The number of buffered bytes that aren't part of a message yet.
    pub(crate) fn buffered_len(&self) -> usize {
        self.bytes.len() - self.read + self.message.data.len()
    }

    /// The next complete message.
    pub(crate) fn next(&mut self) -> Option<Message> {
        while let Some((start, end)) = self.line() {
            if start == end {
                if let Some(message) = self.dispatch() {
                    return Some(message);
                }
                continue;
            }
            let line = String::from_utf8_lossy(&self.bytes[start..end]).into_owned();
            self.field(&line);
        }
        None
    }

    /// The next line, which ends in CR, LF or both.
    fn line(&mut self) -> Option<(usize, usize)> {
        if !self.has_started {
            const BOM: &[u8] = b"\xEF\xBB\xBF";
            let start = &self.bytes[..self.bytes.len().min(BOM.len())];
            if start.len() < BOM.len() && BOM.starts_with(start) {
                return None;
            }
            self.read = if start == BOM { BOM.len() } else { 0 };
            self.searched = self.read;
            self.has_started = true;
        }
        if self.ended_in_return {
            if *self.bytes.get(self.read)? == b'\n' {
                self.read += 1;
                self.searched = self.searched.max(self.read);
            }
            self.ended_in_return = false;
        }
        let rest = &self.bytes[self.searched..];
        let Some(length) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            self.searched = self.bytes.len();
            return None;
        };
        let (start, end) = (self.read, self.searched + length);
        self.ended_in_return = self.bytes[end] == b'\r';
        self.read = end + 1;
        self.searched = self.read;
        Some((start, end))
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => self.message.event = Some(value.to_owned()).filter(|it| !it.is_empty()),
            "data" => {
                self.message.data.push_str(value);
                self.message.data.push('\n');
            }
            // An id that isn't valid in a header field could not be sent back.
            "id" if value.len() <= MAX_ID_LEN && HeaderValue::from_str(value).is_ok() => {
                self.message.id = Some(value.to_owned()).filter(|it| !it.is_empty());
            }
            "retry" if is_number(value) => {
                // A value that doesn't fit is longer than anyone waits.
                let retry = Duration::from_millis(value.parse().unwrap_or(u64::MAX));
                self.message.retry = Some(retry);
                self.retry = Some(retry);
            }
            // A comment, or a field that is not defined.
            _ => {}
        }
    }

    /// The message that an empty line ends; `None` if it has no data, though its id is recorded.
    fn dispatch(&mut self) -> Option<Message> {
        self.last_id.clone_from(&self.message.id);
        let next = Message { id: self.message.id.clone(), ..Message::default() };
        let mut message = std::mem::replace(&mut self.message, next);
        message.data.pop()?;
        Some(message)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Message {
    /// Reads the data as JSON.
    pub(crate) fn json<T: Decode>(&self, clock: Option<&Clock>) -> Result<T, DecodeError> {
        json::from_slice_within(self.data.as_bytes(), clock)
    }

    /// Returns the data as text.
    #[expect(clippy::unnecessary_wraps, reason = "one signature with the other readers")]
    pub(crate) fn text(&self, _: Option<&Clock>) -> Result<String, DecodeError> {
        Ok(self.data.clone())
    }

    /// Reads the entire event as a JSON object. Data that is JSON is nested as a value or, if the
    /// type doesn't accept that, as a string.
    pub(crate) fn as_object<T: Decode>(&self, clock: Option<&Clock>) -> Result<T, DecodeError> {
        let read = |data: &str| json::from_slice_within(self.object(data).as_bytes(), clock);
        let text = json::to_string(&self.data);
        if json::from_str::<json::RawJson>(&self.data).is_err() {
            return read(&text);
        }
        read(&self.data).or_else(|error| read(&text).map_err(|_| error))
    }

    fn object(&self, data: &str) -> String {
        let mut object = format!("{{\"data\":{data}");
        for (name, value) in [("event", &self.event), ("id", &self.id)] {
            if let Some(value) = value {
                object.push_str(&format!(",\"{name}\":{}", json::to_string(value)));
            }
        }
        if let Some(retry) = self.retry {
            object.push_str(&format!(",\"retry\":{}", retry.as_millis()));
        }
        object.push('}');
        object
    }
}
