use zoo::Server;

pub fn caller(region: String) -> Server {
    WITNESS //~ E0559
}
