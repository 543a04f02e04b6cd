//! Takes chunks of a `text/event-stream` and gives its messages (WHATWG HTML, section 9.2.6).

use std::time::Duration;

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
}

impl Messages {
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
            "id" if !value.contains('\0') => {
                self.message.id = Some(value.to_owned()).filter(|it| !it.is_empty());
            }
            "retry" if value.bytes().all(|it| it.is_ascii_digit()) => {
                let retry = value.parse().ok().map(Duration::from_millis);
                self.message.retry = retry.or(self.message.retry);
            }
            // A comment, or a field that is not defined.
            _ => {}
        }
    }

    /// The message that an empty line ends; none without data.
    fn dispatch(&mut self) -> Option<Message> {
        let next = Message { id: self.message.id.clone(), ..Message::default() };
        let mut message = std::mem::replace(&mut self.message, next);
        message.data.pop()?;
        Some(message)
    }
}

impl Message {
    /// The data as JSON.
    pub(crate) fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        json::from_str(&self.data)
    }

    /// The data as they are.
    #[expect(clippy::unnecessary_wraps, reason = "one signature with the other readers")]
    pub(crate) fn text(&self) -> Result<String, DecodeError> {
        Ok(self.data.clone())
    }

    /// The whole event as a JSON object. Data that are JSON stand in it as such; where the type
    /// does not take them so, as a string.
    pub(crate) fn whole<T: Decode>(&self) -> Result<T, DecodeError> {
        let text = json::to_string(&self.data);
        if json::from_str::<json::RawJson>(&self.data).is_err() {
            return json::from_str(&self.object(&text));
        }
        json::from_str(&self.object(&self.data))
            .or_else(|error: DecodeError| json::from_str(&self.object(&text)).map_err(|_| error))
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
