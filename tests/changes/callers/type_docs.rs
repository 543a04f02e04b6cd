use zoo::types::TypeDocs;

pub fn caller(it: &TypeDocs) -> Option<i64> {
    it.id
}
