use zoo::types::FieldMadeRequired;

pub fn caller() -> FieldMadeRequired {
    WITNESS //~ E0061
}
