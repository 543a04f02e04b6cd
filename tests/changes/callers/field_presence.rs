use zoo::types::FieldPresence;

pub fn caller(it: &FieldPresence) -> i64 {
    it.size //~ E0308
}
