use zoo::types::UnlistedAdded;

pub fn caller(it: &UnlistedAdded) -> bool {
    it.extra().is_empty() //~ E0599
}
