use zoo::headers::*;

pub fn caller() -> &'static str {
    X_TYPED.name()
}
