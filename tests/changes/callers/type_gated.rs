//! Cargo.toml: WITNESS
use zoo::types::Customer; //~ E0432

pub fn caller(it: Customer) -> Option<i64> {
    it.id
}
