use zoo::types::FieldRenamed;

pub fn caller(it: &FieldRenamed) -> Option<i64> {
    it.one_name //~ E0308
}
