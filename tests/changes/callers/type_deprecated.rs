use zoo::types::TypeDeprecated; //~ deprecated

pub fn caller(it: &TypeDeprecated, //~ deprecated
) -> Option<i64> {
    it.id //~ deprecated
}
