use zoo::types::TypeAdded; //~ E0432

pub fn caller() -> TypeAdded {
    TypeAdded::new()
}
