use zoo::operations::errors::ChangedError;

pub fn caller(error: &ChangedError) -> &str {
    match error {
        ChangedError::NotFound => "there is none",
        _ => "another",
    }
}
