use zoo::types::FieldMadeRequired;

pub fn caller() -> FieldMadeRequired {
    FieldMadeRequired::new() //~ E0061
}
