use zoo::types::FieldAdded;

pub fn caller() -> Option<i64> {
    let FieldAdded { id, .. } = FieldAdded::new().id(7);
    id
}
