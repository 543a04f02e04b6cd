use zoo::Server;

pub fn caller() -> String {
    Server::Moved.url().to_string()
}
