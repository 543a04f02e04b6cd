use zoo::types::UnlistedAdded;

pub fn caller() -> Option<i64> {
    UnlistedAdded::new().id(7).id
}
