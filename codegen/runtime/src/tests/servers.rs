//! The URLs of requests: absolute and relative servers, of the document and of operations.

use super::sample_api::API;
use crate::runtime::{Api, Call, ClientBuilder, Operation, operation};

/// An API with a relative server.
static RELATIVE_API: Api = Api { base_url: "/api/v1", ..API };

operation! {
    /// An operation on the API's server.
    pub fn list(client: &Client) -> Call<List>;
    "GET" "/a" as "list", security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An operation on another path of the same host.
    pub fn upload(client: &Client) -> Call<Upload>;
    "POST" "/upload" as "upload", server "/upload/v1", security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

operation! {
    /// An operation on another host.
    pub fn file(client: &Client) -> Call<File>;
    "GET" "/abs" as "file", server "https://files.example/x", security [];
    Output = (), Error = std::convert::Infallible;
    response(response) { 200 => response.empty(), _ => response.undocumented() }
}

fn url<Op: Operation>(call: Call<Op>) -> String {
    match call.to_request() {
        Ok(request) => request.uri().to_string(),
        Err(error) => error.to_string(),
    }
}

/// The URLs of the three operations with this client.
fn urls(builder: ClientBuilder) -> [String; 3] {
    let client = builder.build().unwrap();
    [url(list(&client)), url(upload(&client)), url(file(&client))]
}

#[test]
fn a_server_without_a_host_is_resolved_against_the_base_url() {
    let expected = [
        "https://own.example/api/v1/a",
        "https://own.example/upload/v1/upload",
        "https://files.example/x/abs",
    ];
    let builder = || ClientBuilder::new(&RELATIVE_API);
    assert_eq!(urls(builder().base_url("https://own.example")), expected);
    assert_eq!(urls(builder().base_url("https://own.example/")), expected);
    assert_eq!(urls(builder().base_url("https://own.example/api/v1/")), expected);
    let elsewhere = [
        "https://own.example/there/a",
        "https://own.example/upload/v1/upload",
        "https://files.example/x/abs",
    ];
    assert_eq!(urls(builder().base_url("https://own.example/there")), elsewhere);
    let newer = builder().base_url("https://own.example").documented_server("v2");
    assert_eq!(urls(newer)[0], "https://own.example/v2/a");
    let other = builder().base_url("https://own.example").documented_server("//other.example/v3");
    assert_eq!(urls(other)[0], "https://other.example/v3/a");
}

#[test]
fn a_server_without_a_host_needs_a_base_url() {
    let error = ClientBuilder::new(&RELATIVE_API).build().unwrap_err().to_string();
    let expected_message = "the server `/api/v1` has no host: call `.base_url(..)` with its URL";
    assert_eq!(error, expected_message);
}

#[test]
fn a_base_url_replaces_servers_with_a_host() {
    let proxied = urls(ClientBuilder::new(&API).base_url("http://127.0.0.1:1/proxy"));
    let expected = [
        "http://127.0.0.1:1/proxy/a",
        "http://127.0.0.1:1/upload/v1/upload",
        "http://127.0.0.1:1/proxy/abs",
    ];
    assert_eq!(proxied, expected);
    let documented = ["https://api.polar.sh/a", "https://api.polar.sh/upload/v1/upload"];
    assert_eq!(urls(ClientBuilder::new(&API))[..2], documented);
    let last = ClientBuilder::new(&API).base_url("http://127.0.0.1:1");
    let last = last.documented_server("https://sandbox.example");
    assert_eq!(urls(last)[0], "https://sandbox.example/a");
}

#[test]
fn a_call_can_use_another_server() {
    let client = ClientBuilder::new(&RELATIVE_API).base_url("https://own.example").build().unwrap();
    assert_eq!(url(list(&client).base_url("https://eu.example")), "https://eu.example/api/v1/a");
    assert_eq!(url(list(&client).base_url("https://eu.example/b")), "https://eu.example/b/a");
    assert_eq!(url(list(&client).documented_server("/v2")), "https://own.example/v2/a");
    let upload = url(upload(&client).base_url("https://eu.example"));
    assert_eq!(upload, "https://eu.example/upload/v1/upload");
}
