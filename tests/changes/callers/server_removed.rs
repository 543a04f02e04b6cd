use zoo::{Server, ServerArea};

pub fn caller() -> Server {
    Server::Removed //~ E0599
}

pub fn variable() -> Server {
    Server::Area { area: ServerArea::Us } //~ E0599
}
