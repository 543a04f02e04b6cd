use zoo::{Response, headers};

pub fn caller(response: &Response<()>) {
    let _ = WITNESS; //~ E0425
}
