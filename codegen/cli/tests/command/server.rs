//! A local HTTP server with scripted responses.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// The response to a connection.
pub(crate) enum Answer {
    /// Sends these bytes and closes the connection.
    Bytes(String),
    /// Sends this head, then letters until the client disconnects.
    Endless(String),
    /// Sends nothing until the client disconnects.
    Silence,
}

impl Answer {
    /// Returns the value of `--timeout`: short if no response comes, else long enough for a busy
    /// machine.
    pub(crate) fn timeout(&self) -> &'static str {
        if matches!(self, Self::Silence) { "2" } else { "60" }
    }
}

/// A server that sends the responses to successive connections in this order.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Receiver<String>,
}

impl Server {
    pub(crate) fn new(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = channel();
        thread::spawn(move || {
            for answer in answers {
                let (connection, _) = listener.accept().expect("a connection");
                let _ = sender.send(head(&connection));
                thread::spawn(move || respond(connection, &answer));
            }
        });
        Self { url, requests }
    }

    /// Returns the head of the next request in lower case.
    pub(crate) fn request(&self) -> String {
        self.requests.recv_timeout(Duration::from_secs(60)).expect("a request")
    }
}

/// A complete response with a status line, header fields and a body.
pub(crate) fn response(status: &str, fields: &str, body: &str) -> Answer {
    let length = body.len();
    Answer::Bytes(format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{fields}\r\n{body}"
    ))
}

fn head(connection: &TcpStream) -> String {
    let lines = BufReader::new(connection).lines().map_while(Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    lines.join("\n").to_lowercase()
}

fn respond(mut connection: TcpStream, answer: &Answer) {
    match answer {
        Answer::Bytes(bytes) => drop(connection.write_all(bytes.as_bytes())),
        Answer::Endless(head) => {
            let _ = connection.write_all(head.as_bytes());
            let letters = vec![b'a'; 1 << 16];
            while connection.write_all(&letters).is_ok() {}
        }
        Answer::Silence => {
            let mut line = String::new();
            let _ = BufReader::new(connection).read_line(&mut line);
        }
    }
}
