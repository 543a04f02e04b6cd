use zoo::Response;
use zoo::headers::X_TYPED;

pub fn caller(response: &Response<()>) -> Option<i64> {
    response.header(X_TYPED).ok()? //~ E0308
}
