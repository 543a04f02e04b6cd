use zoo::types::Renamed; //~ E0432

pub fn caller() -> Renamed {
    Renamed::One
}
