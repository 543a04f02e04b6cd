use zoo::Server;

pub fn caller() -> Server {
    Server::Added //~ E0599
}
