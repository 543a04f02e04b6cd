use zoo::types::UnlistedChanged;

pub fn caller(it: &UnlistedChanged) {
    let _ = WITNESS; //~ E0599
}
