use zoo::headers::X_REMOVED; //~ E0432

pub fn caller() -> &'static str {
    X_REMOVED.name()
}
