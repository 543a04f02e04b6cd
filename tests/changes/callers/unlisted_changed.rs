use zoo::types::UnlistedChanged;

pub fn caller(it: &UnlistedChanged) -> bool {
    it.extra().is_empty() //~ E0599
}
