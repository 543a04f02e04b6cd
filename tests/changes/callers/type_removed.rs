use zoo::types::TypeRemoved; //~ E0432

pub fn caller() -> TypeRemoved {
    TypeRemoved::new()
}
