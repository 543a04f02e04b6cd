//! Measures the generator: what a folder of real documents becomes ([`corpus`]), and how that
//! compares with what other generators write ([`mod@bench`]).
//!
//! Everything that is measured is a child process, so that its time and memory are its own.

pub mod bench;
pub mod compile;
pub mod corpus;
pub mod lines;
pub mod meter;
pub mod table;
pub mod workspace;
