use zoo::operations::errors::ChangedError;

pub fn caller(error: &ChangedError) -> bool {
    WITNESS //~ E0599
}
