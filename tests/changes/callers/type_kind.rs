use zoo::types::KindChanged;

pub fn caller(it: &KindChanged) -> Option<i64> {
    it.id //~ E0609
}
