//! Reads an OpenAPI 3.0, 3.1 or 3.2 document and writes a Rust client crate.
//!
//! [`run`] writes the crate that a `codegen.toml` describes; a [`Generator`] is configured in code:
//!
//! ```no_run
//! let generated = codegen::run("codegen.toml")?;
//! println!("{generated}");
//!
//! let generated = codegen::Generator::new()
//!     .document("openapi.yaml")
//!     .overlay("fixes.overlay.yaml")
//!     .output("client")
//!     .generate()?;
//! eprint!("{}", generated.warnings());
//! # Ok::<(), codegen::Error>(())
//! ```
//!
//! The output folder is a complete crate that doesn't depend on this one. Files that are up to date
//! aren't touched, so that Cargo doesn't rebuild them.
//!
//! # In an `xtask`
//!
//! A program of the workspace, run as `cargo xtask codegen` with an
//! [alias](https://doc.rust-lang.org/cargo/reference/config.html#alias), writes the client, which
//! is committed. With `--check` it fails if the client is stale.
//!
//! ```no_run
//! use codegen::Generator;
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let generator = Generator::from_file("spec/codegen.toml");
//!     let arguments: Vec<String> = std::env::args().skip(1).collect();
//!     match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
//!         ["codegen"] => println!("{}", generator.generate()?),
//!         ["codegen", "--check"] => match generator.stale()?.len() {
//!             0 => println!("the client is up to date"),
//!             stale => return Err(format!("{stale} files are stale").into()),
//!         },
//!         _ => return Err("usage: cargo xtask codegen [--check]".into()),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # In a `build.rs`
//!
//! The build script of a package that uses the committed client warns if the client is stale:
//!
//! ```no_run
//! fn main() -> Result<(), codegen::Error> {
//!     let generator = codegen::Generator::from_file("../spec/codegen.toml");
//!     for input in generator.inputs()? {
//!         println!("cargo::rerun-if-changed={}", input.display());
//!     }
//!     for file in generator.stale()? {
//!         println!("cargo::warning=`{file}` is stale; run `cargo xtask codegen`");
//!     }
//!     Ok(())
//! }
//! ```

mod api;
mod config;
mod document;
#[doc(hidden)]
pub mod internals;
mod library;
mod output;
mod parallel;
mod pipeline;
mod review;
mod rust;

pub use library::{Error, Generated, Generator, run};
