use zoo::{Server, ServerArea};

pub fn caller() -> Server {
    Server::Added //~ E0599
}

pub fn variable() -> Server {
    Server::Area { area: ServerArea::Asia } //~ E0599
}
