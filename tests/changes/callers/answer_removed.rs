use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: &SeveralSuccess) -> bool {
    WITNESS //~ E0599
}
