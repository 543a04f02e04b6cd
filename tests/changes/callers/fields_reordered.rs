use zoo::types::FieldsReordered;

pub fn caller(id: i64, name: &str) -> FieldsReordered {
    WITNESS //~ E0277 E0308
}
