use zoo::types::FieldRemoved;

pub fn caller(it: &FieldRemoved) -> Option<i64> {
    WITNESS //~ E0609
}
