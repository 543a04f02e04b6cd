//! A server that responds to every request with the same session.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const SESSION: &str = r#"{"created_at":"2026-01-31T09:30:00Z","modified_at":null,"id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b","token":"polar_cst_1337","expires_at":"2026-01-31T10:30:00.25Z","return_url":"https://example.com/account","customer_portal_url":"https://polar.sh/portal?x=1","customer_id":"1dbfc517-0bbf-4301-9ba8-555ca42b9737","customer":{"id":"1dbfc517-0bbf-4301-9ba8-555ca42b9737","created_at":"2026-01-31T09:30:00Z","modified_at":"2026-01-31T09:30:00.123456Z","metadata":{"plan":"pro","source":"import 7"},"external_id":"usr_1337","email":"customer@example.com","email_verified":true,"type":"individual","name":"John Doe","billing_address":{"line1":"1 Main St","line2":null,"postal_code":"94103","city":"San Francisco","state":"US-CA","country":"US"},"tax_id":["911144442","us_ein"],"locale":"en","organization_id":"1dbfc517-0bbf-4301-9ba8-555ca42b9737","deleted_at":null,"avatar_url":"https://www.gravatar.com/avatar/xxx?d=404"}}"#;

/// Starts this program as a server, and returns its URL.
pub(crate) fn start() -> (Child, String) {
    let program = std::env::current_exe().expect("this program");
    let mut server = Command::new(program);
    let mut server = server.arg("serve").stdout(Stdio::piped()).spawn().expect("a server");
    let mut line = String::new();
    let output = server.stdout.take().expect("its output");
    BufReader::new(output).read_line(&mut line).expect("its address");
    (server, format!("http://{}", line.trim()))
}

/// Prints the address, and responds until the process ends.
pub(crate) async fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    let answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         x-request-id: req_1337\r\ndate: Sat, 31 Jan 2026 09:30:00 GMT\r\n\r\n{SESSION}",
        SESSION.len()
    );
    let answer: &'static [u8] = answer.leak().as_bytes();
    loop {
        let (connection, _) = listener.accept().await.expect("a connection");
        tokio::spawn(respond(connection, answer));
    }
}

async fn respond(mut connection: TcpStream, answer: &[u8]) {
    let mut held = Vec::new();
    let mut chunk = vec![0; 8192];
    while let Ok(length @ 1..) = connection.read(&mut chunk).await {
        held.extend_from_slice(&chunk[..length]);
        while let Some(length) = request_length(&held) {
            held.drain(..length);
            if connection.write_all(answer).await.is_err() {
                return;
            }
        }
    }
}

/// Returns the length of the first request, if it is complete.
fn request_length(held: &[u8]) -> Option<usize> {
    let head = held.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&held[..head]).ok()?;
    let length = text.lines().find_map(|it| it.strip_prefix("content-length: "));
    let whole = head + length.map_or(0, |it| it.parse().expect("a length"));
    (whole <= held.len()).then_some(whole)
}
