use zoo::operations::errors::ChangedError;

pub fn caller(error: ChangedError) -> Option<i64> {
    match error {
        ChangedError::UnprocessableEntity(number) => Some(number), //~ E0308
        _ => None,
    }
}
