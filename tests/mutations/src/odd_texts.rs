//! Odd texts in the places of a document: no text makes the generator panic, or write what does not
//! parse.

mod places;
mod plan;
mod texts;
mod trial;

pub use places::{Part, Place, places};
pub use plan::{Pair, of_each_kind, sample};
pub use texts::{label, texts};
pub use trial::Bench;
