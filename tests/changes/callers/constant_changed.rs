use zoo::types::ConstantChanged;

pub fn caller() -> ConstantChanged {
    ConstantChanged::new()
}
