use zoo::Server;

pub fn caller(server: &Server) -> bool {
    match server {
        Server::Production => true,
        _ => false,
    }
}
