use zoo::headers::X_ADDED; //~ E0432

pub fn caller() -> &'static str {
    X_ADDED.name()
}
