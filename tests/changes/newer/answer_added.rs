use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: &SeveralSuccess) -> bool {
    matches!(answer, SeveralSuccess::NonAuthoritativeInformation(_)) //~ E0599
}
