use zoo::types::ValueRemoved;

pub fn caller() -> ValueRemoved {
    WITNESS //~ E0599
}
