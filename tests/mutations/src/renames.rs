//! Changes that rename nothing: a schema, a property, a member of a union, a value of an enum or an
//! operation that is added, another order, another list of required properties. After each of them,
//! everything that was there before has the name that it had.

mod change;
mod facts;
mod marks;
mod trial;

use std::io;

use codegen::internals::config::Config;

use self::trial::Trial;
use crate::Fault;

/// How many changes are made at once.
const TOGETHER: usize = 25;

/// Makes so many changes of the document of `config`, several at once, and returns those after which
/// something else has another name.
///
/// # Errors
/// The document is refused as it is, or can't be written.
pub fn faults(config: &Config, seed: u64, count: usize) -> io::Result<Vec<Fault>> {
    let trial = Trial::new(config)?;
    let changes = trial.changes(seed, count);
    let mut faults = Vec::new();
    for some in changes.chunks(TOGETHER) {
        trial.examine(some, &mut faults)?;
    }
    Ok(faults)
}
