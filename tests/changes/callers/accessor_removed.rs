use zoo::types::AccessorRemoved;

pub fn caller(it: &AccessorRemoved) -> Option<&String> {
    WITNESS //~ E0599
}
