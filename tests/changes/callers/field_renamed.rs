use zoo::types::FieldRenamed;

pub fn caller(it: &FieldRenamed) -> Option<i64> {
    WITNESS //~ E0308
}
