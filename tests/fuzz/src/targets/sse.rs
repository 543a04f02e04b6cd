//! Parses any bytes as an event stream: the events must not depend on the chunks, and must be the
//! events that WHATWG HTML defines (section 9.2.6).

use bytes::Bytes;
use client_runtime::runtime::{IncomingResponse, ResponseBody};
use fastrand::Rng;
use futures_util::FutureExt as _;

use super::chunks::Chunks;
use crate::seeds::Seeds;
use crate::target::Outcome;

/// The events of a stream, and its state at the end.
#[derive(Debug, Default, PartialEq)]
struct Read {
    events: Vec<Event>,
    /// The value of `Last-Event-ID` after the end of the stream.
    last_event_id: Option<String>,
}

#[derive(Debug, PartialEq)]
struct Event {
    kind: Option<String>,
    id: Option<String>,
    data: String,
}

/// Parses the input in one chunk, byte by byte, and in chunks of other lengths.
///
/// # Panics
/// If the events differ from the ones that the specification defines.
pub fn run(input: &[u8]) -> Outcome {
    let expected = reference(input);
    let mut random = Rng::with_seed(input.len() as u64);
    for longest in [input.len().max(1), 1, 2, 7] {
        let mut rest = Bytes::copy_from_slice(input);
        let mut chunks = Vec::new();
        while !rest.is_empty() {
            let length = if longest < input.len() { random.usize(..=longest) } else { longest };
            chunks.push(rest.split_to(length.min(rest.len())));
        }
        assert_eq!(read(chunks), expected, "in chunks of up to {longest} bytes");
    }
    Outcome::Checked
}

/// The examples of the specification, and its edge cases.
pub fn seeds(_: &Seeds) -> Vec<Vec<u8>> {
    let texts: [&[u8]; 10] = [
        b"data: YHOO\ndata: +2\ndata: 10\n\n",
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
        b"data\n\ndata\ndata\n\ndata:",
        b"data:test\n\ndata: test\n\n",
        b"event: add\r\ndata: 73857293\r\n\r\nevent: remove\rdata: 2153\r\r",
        b"\xEF\xBB\xBFid: a\0b\nretry: 100\ndata: {\"a\":[1]}\n\n",
        b"id: 1\n\ndata: x\n\nid: \n\nretry: 99999999999999999999\ndata\n\n",
        b"data: \xFF\xC3\ndata: \xE2\x82\xAC\n\n",
        b"data: [DONE]\n\ndata: after\n\n",
        b"\r\n\n\r:\n::\ndata::\n\n data: x\nDATA: y\n\n",
    ];
    texts.iter().map(|text| text.to_vec()).collect()
}

/// Parses the chunks with the runtime.
fn read(chunks: Vec<Bytes>) -> Read {
    let body = ResponseBody::new(Chunks::from(chunks));
    let response = http::Response::builder().header("content-type", "text/event-stream");
    let response = IncomingResponse::new(response.body(body).expect("a response"));
    let Ok(mut stream) = response.text_events() else { panic!("it is an event stream") };
    let mut read = Read::default();
    while let Some(event) = stream.next().now_or_never().expect("all chunks are there") {
        let event = event.expect("any data are text");
        read.events.push(Event { kind: event.event, id: event.id, data: event.data });
    }
    read.last_event_id = stream.last_event_id().map(str::to_owned);
    read
}

/// Parses the entire stream line by line, as described in the specification.
fn reference(input: &[u8]) -> Read {
    let text = String::from_utf8_lossy(input).into_owned();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    // Text after the last line break is not a line.
    lines.pop();
    let mut read = Read::default();
    let (mut kind, mut data, mut id) = (String::new(), String::new(), String::new());
    for line in lines {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            _ if line.is_empty() => {
                let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                read.last_event_id = some(&id);
                if let Some(data) = data.strip_suffix('\n') {
                    let event = Event { kind: some(&kind), id: some(&id), data: data.to_owned() };
                    read.events.push(event);
                }
                kind.clear();
                data.clear();
            }
            "event" => value.clone_into(&mut kind),
            "data" => data = data + value + "\n",
            "id" if can_be_sent(value) => value.clone_into(&mut id),
            _ => {}
        }
    }
    read
}

/// Whether `Last-Event-ID` can contain this id (RFC 9110, 5.5). The specification ignores only ids
/// with NUL, and has no maximum length.
fn can_be_sent(id: &str) -> bool {
    id.len() <= 4096 && !id.contains(|it: char| it.is_ascii_control() && it != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data of the events of a stream.
    fn data(stream: &str) -> Vec<String> {
        reference(stream.as_bytes()).events.into_iter().map(|event| event.data).collect()
    }

    #[test]
    fn the_reference_reads_the_examples_of_the_specification() {
        assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
        let stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n\
                      data:  third event\n\n";
        let read = reference(stream.as_bytes());
        let ids: Vec<_> = read.events.iter().map(|event| event.id.as_deref()).collect();
        assert_eq!(ids, [Some("1"), None, None]);
        assert_eq!(read.events[2].data, " third event");
        assert_eq!(read.last_event_id, None);
    }

    #[test]
    fn the_reference_takes_every_end_of_a_line() {
        let stream = "event: add\r\ndata: 1\r\rid: 7\n\n";
        let event = Event { kind: Some("add".to_owned()), id: None, data: "1".to_owned() };
        let expected = Read { events: vec![event], last_event_id: Some("7".to_owned()) };
        assert_eq!(reference(stream.as_bytes()), expected);
    }
}
