//! Odd strings as the values and keys of a document: none of them makes the generator panic, or
//! write code that does not parse.

mod places;
mod plan;
mod texts;
mod trial;

pub use places::{Part, Place, places};
pub use plan::{Pair, of_each_kind, sample};
pub use texts::{label, texts};
pub use trial::Bench;
