use zoo::types::FieldAddedRequired;

pub fn caller(id: i64) -> FieldAddedRequired {
    WITNESS //~ E0061
}
