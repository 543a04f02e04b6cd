use zoo::types::FieldMadeOptional;

pub fn caller(size: i64) -> FieldMadeOptional {
    WITNESS //~ E0061
}
