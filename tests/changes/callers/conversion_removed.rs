use zoo::types::ConversionRemoved;

pub fn caller(texts: Vec<String>) -> ConversionRemoved {
    texts.into() //~ E0277
}
