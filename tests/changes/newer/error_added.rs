use zoo::operations::errors::ChangedError;

pub fn caller(error: &ChangedError) -> bool {
    matches!(error, ChangedError::Gone) //~ E0599
}
