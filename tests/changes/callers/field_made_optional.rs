use zoo::types::FieldMadeOptional;

pub fn caller(it: &FieldMadeOptional) -> i64 {
    it.size //~ E0308
}
