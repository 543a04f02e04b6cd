use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: &SeveralSuccess) -> Option<&str> {
    match answer {
        SeveralSuccess::Ok(text) => Some(text),
        _ => None,
    }
}
