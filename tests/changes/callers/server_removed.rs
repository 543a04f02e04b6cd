use zoo::{Server, ServerArea};

pub fn caller(server: &Server) -> bool {
    WITNESS //~ E0599
}

pub fn variable(server: &ServerArea) -> bool {
    WITNESS //~ E0599
}
