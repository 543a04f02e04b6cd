use zoo::types::FieldMadeNullable;

pub fn caller(it: FieldMadeNullable) {
    WITNESS //~ E0308
}
