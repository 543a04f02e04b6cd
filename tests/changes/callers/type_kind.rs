use zoo::types::KindChanged;

pub fn caller(it: &KindChanged) -> Option<i64> {
    WITNESS //~ E0609
}
