//! Changes that rename nothing: an added schema, property, member of a union, enum value or
//! operation, another order, another list of required properties. After each of them, everything
//! that existed before keeps its name.

mod change;
mod facts;
mod marks;
mod trial;

use std::io;

use codegen::internals::config::Config;

use self::trial::Trial;
use crate::Fault;

/// The number of changes that are made at once.
const BATCH_SIZE: usize = 25;

/// Makes `count` changes to the document of `config`, several at once, and returns those that
/// rename something else.
///
/// # Errors
/// The unchanged document has errors, or can't be written.
pub fn faults(config: &Config, seed: u64, count: usize) -> io::Result<Vec<Fault>> {
    let trial = Trial::new(config)?;
    let changes = trial.changes(seed, count);
    let mut faults = Vec::new();
    for some in changes.chunks(BATCH_SIZE) {
        trial.examine(some, &mut faults)?;
    }
    Ok(faults)
}
