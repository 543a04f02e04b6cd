//! The client of the bundled document: what it decodes it encodes again, and its operation over
//! real HTTP.

mod calls;
mod dependencies;
mod mocked;
mod prism;
mod production;
mod round_trips;
mod samples;
