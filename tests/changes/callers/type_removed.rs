WITNESS //~ E0432

pub fn caller() -> TypeRemoved {
    TypeRemoved::new()
}
