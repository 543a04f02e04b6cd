use zoo::types::FieldAddedRequired;

pub fn caller() -> FieldAddedRequired {
    FieldAddedRequired::new(7) //~ E0061
}
