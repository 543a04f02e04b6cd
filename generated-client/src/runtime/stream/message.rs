//! Takes chunks of a `text/event-stream` and gives its messages (WHATWG HTML, section 9.2.6).

use std::time::Duration;

use http::HeaderValue;

use crate::runtime::clock::Clock;
use crate::runtime::json::{self, Decode, DecodeError, DecodeErrorKind};

/// One event, before its data are read as a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// The type of the event, where the server says it.
    pub(crate) event: Option<String>,
    /// The last id that the server has sent.
    pub(crate) id: Option<String>,
    /// How long to wait before the next connection, where this event says it.
    pub(crate) retry: Option<Duration>,
    /// The lines of data, with a line feed between them.
    pub(crate) data: String,
}

/// Messages out of bytes, in whatever chunks they come.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    /// Bytes that are not yet read; those before `read` are.
    bytes: Vec<u8>,
    read: usize,
    /// How far there is no end of a line.
    searched: usize,
    /// Whether the stream has begun, and a byte order mark would be text.
    has_begun: bool,
    /// Whether the last line ended in a carriage return, to which a line feed would belong.
    ended_in_return: bool,
    /// The message that is being read; its data with a line feed behind each line.
    message: Message,
    /// The last id that a message has ended with, also one without data.
    last_id: Option<String>,
    /// The last wait that the server has asked for.
    retry: Option<Duration>,
}

/// How long an id may be, in bytes: most servers take no more in a header field.
const LONGEST_ID: usize = 4096;

impl Messages {
    /// Goes on behind another connection that ended with this id.
    pub(crate) fn go_on(&mut self, id: Option<String>) {
        self.message.id.clone_from(&id);
        self.last_id = id;
    }

    /// The id to go on from.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// How long the server wants a client to wait before it connects again, where it says so.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes the next chunk.
    pub(crate) fn feed(&mut self, chunk: &[u8]) {
        self.bytes.drain(..self.read);
        self.searched -= self.read;
        self.read = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// How much is held that no message has been made of, in bytes.
    pub(crate) fn held(&self) -> usize {
        self.bytes.len() - self.read + self.message.data.len()
    }

    /// The next message that is complete.
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
        if !self.has_begun {
            const MARK: &[u8] = b"\xEF\xBB\xBF";
            let start = &self.bytes[..self.bytes.len().min(MARK.len())];
            if start.len() < MARK.len() && MARK.starts_with(start) {
                return None;
            }
            self.read = if start == MARK { MARK.len() } else { 0 };
            self.searched = self.read;
            self.has_begun = true;
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
            // One that no header field can hold could not be sent back.
            "id" if value.len() <= LONGEST_ID && HeaderValue::from_str(value).is_ok() => {
                self.message.id = Some(value.to_owned()).filter(|it| !it.is_empty());
            }
            "retry" if is_number(value) => {
                // What does not fit is longer than anyone waits.
                let retry = Duration::from_millis(value.parse().unwrap_or(u64::MAX));
                self.message.retry = Some(retry);
                self.retry = Some(retry);
            }
            // A comment, or a field that is not defined.
            _ => {}
        }
    }

    /// The message that an empty line ends; none without data, of which the id counts all the same.
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
    /// The data as JSON.
    pub(crate) fn json<T: Decode>(&self, clock: Option<&Clock>) -> Result<T, DecodeError> {
        json::from_slice_within(self.data.as_bytes(), clock)
    }

    /// The data as they are.
    #[expect(clippy::unnecessary_wraps, reason = "one signature with the other readers")]
    pub(crate) fn text(&self, _: Option<&Clock>) -> Result<String, DecodeError> {
        Ok(self.data.clone())
    }

    /// The whole event as a JSON object. Data that are JSON stand in it as such; where the type
    /// does not take them so, as a string.
    pub(crate) fn whole<T: Decode>(&self, clock: Option<&Clock>) -> Result<T, DecodeError> {
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
