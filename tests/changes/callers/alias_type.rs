use zoo::types::AliasType;

pub fn caller(it: AliasType) {
    WITNESS //~ E0308
}
