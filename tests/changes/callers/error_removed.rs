use zoo::operations::errors::ChangedError;

pub fn caller(error: &ChangedError) -> bool {
    matches!(error, ChangedError::Conflict) //~ E0599
}
