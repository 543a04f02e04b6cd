//! The client of the bundled document: round trips of its types, and its operation over real HTTP.
//! Also a client that obtains its tokens from an authorization server.

mod calls;
mod dependencies;
mod mocked;
mod oauth;
mod prism;
mod production;
mod round_trips;
mod samples;
