//! A server that responds to one request, with a customer session.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::{Value, json};

/// Starts the server, and returns its URL.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || listener.accept().and_then(|(stream, _)| respond(&stream)));
    Ok(url)
}

/// Reads the header section of a request (RFC 9112, 2.1), and sends the response.
fn respond(mut stream: &TcpStream) -> io::Result<()> {
    for line in BufReader::new(stream).lines() {
        if line?.is_empty() {
            break;
        }
    }
    let body = session().to_string();
    write!(
        stream,
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A customer session with a property and a country that the client does not know.
fn session() -> Value {
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
    let at = "2026-01-31T09:30:00Z";
    json!({
        "created_at": at, "modified_at": null, "id": id, "token": "polar_cst_secret",
        "expires_at": "2026-01-31T10:30:00Z", "return_url": "https://example.com/account",
        "customer_portal_url": "https://polar.sh/acme/portal", "customer_id": id,
        "new_property": ["from", "the", "future"],
        "customer": {
            "id": id, "created_at": at, "modified_at": null, "metadata": { "seats": 3 },
            "external_id": "usr_1337", "email": "customer@example.com", "email_verified": true,
            "type": "individual", "name": "John Doe", "billing_address": { "country": "XX" },
            "tax_id": null, "organization_id": id, "deleted_at": null,
            "avatar_url": "https://www.gravatar.com/avatar/xxx?d=404",
        },
    })
}
