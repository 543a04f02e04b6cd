use zoo::types::FieldAdded;

pub fn caller() -> FieldAdded {
    FieldAdded::new().id(7).added(8) //~ E0599
}
