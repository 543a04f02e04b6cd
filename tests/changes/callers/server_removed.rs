use zoo::Server;

pub fn caller() -> Server {
    Server::Removed //~ E0599
}
