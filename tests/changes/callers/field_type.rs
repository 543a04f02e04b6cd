use zoo::types::FieldType;

pub fn caller(it: FieldType) {
    WITNESS //~ E0308
}
