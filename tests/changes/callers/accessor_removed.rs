use zoo::types::AccessorRemoved;

pub fn caller(it: &AccessorRemoved) -> Option<&String> {
    it.id() //~ E0599
}
