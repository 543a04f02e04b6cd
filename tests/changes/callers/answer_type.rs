use zoo::operations::answers::SeveralSuccess;

pub fn caller(answer: SeveralSuccess) {
    WITNESS //~ E0308
}
