//! A server with configurable faults.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::tests::http::is_complete;

/// The server's reaction to a request.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The bytes that it writes. `OK` at their start is replaced by the status line of a success.
    pub(super) writes: Vec<u8>,
    pub(super) then: Then,
}

/// The server's action after writing.
#[derive(Clone, Debug)]
pub(super) enum Then {
    Close,
    /// Resets the connection.
    Reset,
    /// Keeps the connection open, and writes nothing more.
    Wait,
    /// Writes this repeatedly, with a pause of this length before each repetition.
    Repeat(Vec<u8>, Duration),
}

impl Step {
    /// Whether the response means that the request wasn't processed.
    pub(super) fn is_refusal(&self) -> bool {
        let text = String::from_utf8_lossy(&self.writes);
        text.contains(" 429 ") || text.contains(" 503 ") && text.contains("retry-after:")
    }

    pub(super) fn new(writes: impl Into<Vec<u8>>, then: Then) -> Self {
        Self { writes: writes.into(), then }
    }
}

/// A server, and the requests that were sent to it.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) address: SocketAddr,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that responds to the first requests with these steps, and to all others with
    /// the last.
    pub(super) async fn start(steps: Vec<Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), sent: Arc::default() };
        let sent = Arc::clone(&server.sent);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, steps.clone(), Arc::clone(&sent)));
            }
        });
        server
    }

    /// An address that refuses connections for as long as the socket exists.
    pub(super) fn refusing() -> (Self, TcpSocket) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        (Self { address: socket.local_addr().unwrap(), sent: Arc::default() }, socket)
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests that were received, unchanged.
    pub(super) fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

async fn serve(mut connection: TcpStream, steps: Vec<Step>, sent: Arc<Mutex<Vec<String>>>) {
    let mut request = Vec::new();
    while !is_complete(&request) {
        let mut chunk = [0; 4096];
        match connection.read(&mut chunk).await {
            // A connection that wasn't needed.
            Ok(0) | Err(_) => return,
            Ok(length) => request.extend_from_slice(&chunk[..length]),
        }
    }
    let request = String::from_utf8(request).unwrap();
    let success = match request.starts_with("POST") {
        true => "HTTP/1.1 201 Created\r\n",
        false => "HTTP/1.1 200 OK\r\n",
    };
    let number = {
        let mut sent = sent.lock().unwrap();
        sent.push(request);
        sent.len()
    };
    let Step { mut writes, then } = steps[number.min(steps.len()) - 1].clone();
    if writes.starts_with(b"OK") {
        writes.splice(..2, success.bytes());
    }
    if connection.write_all(&writes).await.is_err() {
        return;
    }
    match then {
        Then::Close => {}
        Then::Reset => {
            // The written bytes have to arrive first.
            tokio::time::sleep(Duration::from_millis(20)).await;
            connection.set_zero_linger().unwrap();
        }
        Then::Wait => std::future::pending().await,
        Then::Repeat(chunk, pause) => loop {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            if connection.write_all(&chunk).await.is_err() {
                return;
            }
        },
    }
}
