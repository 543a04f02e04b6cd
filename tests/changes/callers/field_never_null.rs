use zoo::Maybe;
use zoo::types::FieldNeverNull;

pub fn caller(it: FieldNeverNull) {
    WITNESS //~ E0308
}
