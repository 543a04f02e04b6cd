use zoo::Server;

pub fn caller(region: String) -> Server {
    Server::Variables { region } //~ E0559
}
