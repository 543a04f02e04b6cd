use zoo::types::ValueRenamed;

pub fn caller() -> ValueRenamed {
    ValueRenamed::Black //~ E0599
}
