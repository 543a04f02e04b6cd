use zoo::types::FieldNeverNull;

pub fn caller(it: &FieldNeverNull) -> Option<&i64> {
    match &it.size {
        zoo::Maybe::Value(size) => Some(size), //~ E0308
        _ => None,
    }
}
