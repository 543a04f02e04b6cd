use zoo::types::AliasType;

pub fn caller(texts: Vec<String>) -> AliasType {
    texts //~ E0308
}
