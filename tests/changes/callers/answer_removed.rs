use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: &SeveralSuccess) -> bool {
    matches!(answer, SeveralSuccess::Accepted(_)) //~ E0599
}
