use zoo::{Response, headers};

pub fn caller(response: &Response<()>) {
    WITNESS //~ E0308
}
