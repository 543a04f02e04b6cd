WITNESS //~ E0432

pub fn caller(error: &NoneError) -> bool {
    matches!(error, NoneError::NotFound)
}
