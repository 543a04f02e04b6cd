use zoo::types::ConversionRemoved;

pub fn caller(value: Vec<String>) -> ConversionRemoved {
    WITNESS //~ E0277
}
