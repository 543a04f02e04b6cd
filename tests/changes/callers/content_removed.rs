use zoo::operations::contents::SendBody;

pub fn caller(body: String) -> SendBody {
    WITNESS //~ E0599
}
