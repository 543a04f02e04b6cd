use zoo::operations::errors::ChangedError;

pub fn caller(error: ChangedError) {
    WITNESS //~ E0308
}
