use zoo::operations::contents::SendBody;
use zoo::types::Sent;

pub fn caller(body: Box<Sent>) -> SendBody {
    WITNESS //~ E0308
}
