//! Platform-specific code: clocks, random numbers, and the default transport and timer.
//!
//! On `wasm32-unknown-unknown`, std has none of these: its clocks panic, and the keys of its hash
//! maps aren't random. There, functions of JavaScript are called instead.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod web;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use native::{Instant, default_timer, default_transport, random, time_of_day};
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use web::{Instant, default_timer, default_transport, random, time_of_day};
