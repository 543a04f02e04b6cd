use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: SeveralSuccess) -> Option<i64> {
    match answer {
        SeveralSuccess::Created(number) => Some(number), //~ E0308
        _ => None,
    }
}
