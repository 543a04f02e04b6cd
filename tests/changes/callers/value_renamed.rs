use zoo::types::ValueRenamed;

pub fn caller() -> ValueRenamed {
    WITNESS //~ E0599
}
