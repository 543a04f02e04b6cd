use zoo::types::FieldType;

pub fn caller(it: &FieldType) -> i64 {
    it.size //~ E0308
}
