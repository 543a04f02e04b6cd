use zoo::types::ValueAdded;

pub fn caller(it: &ValueAdded) -> &str {
    match it {
        ValueAdded::Red => "red",
        ValueAdded::Unknown(other) => other,
        _ => "another",
    }
}
