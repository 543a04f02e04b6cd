//! Takes the crate and gives its pages: `README.md`, `docs/` and `api.txt`.

use crate::output::Output;
use crate::rust::Crate;

/// Every page.
pub fn files(_krate: &Crate) -> Output {
    Output::new()
}
