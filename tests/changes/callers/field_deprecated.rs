use zoo::types::FieldDeprecated;

pub fn caller(it: &FieldDeprecated) -> Option<i64> {
    it.old //~ deprecated
}
