use zoo::types::*;

pub fn caller() -> Form {
    Form::new()
}
