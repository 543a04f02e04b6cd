use zoo::types::FieldsReordered;

pub fn caller() -> FieldsReordered {
    FieldsReordered::new(7, "name") //~ E0277 E0308
}
