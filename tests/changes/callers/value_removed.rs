use zoo::types::ValueRemoved;

pub fn caller() -> ValueRemoved {
    ValueRemoved::Black //~ E0599
}
