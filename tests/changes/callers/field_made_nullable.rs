use zoo::types::FieldMadeNullable;

pub fn caller(it: &FieldMadeNullable) -> i64 {
    it.size //~ E0308
}
