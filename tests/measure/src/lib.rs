//! Measures the generator: the results for a folder of real documents ([`corpus`]), and the
//! comparison with other generators ([`mod@bench`]).
//!
//! Everything that is measured runs in a child process, so that its time and memory are separate.

pub mod bench;
pub mod compile;
pub mod corpus;
pub mod lines;
pub mod meter;
pub mod table;
pub mod workspace;
