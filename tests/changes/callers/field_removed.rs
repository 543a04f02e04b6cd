use zoo::types::FieldRemoved;

pub fn caller(it: &FieldRemoved) -> Option<i64> {
    it.gone //~ E0609
}
