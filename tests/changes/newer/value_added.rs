use zoo::types::ValueAdded;

pub fn caller() -> ValueAdded {
    ValueAdded::Black //~ E0599
}
