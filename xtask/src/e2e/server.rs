//! [`Server`]: a server in Node, on a free port of this machine.

use std::ffi::OsString;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::outside::Stop;

/// How long it may take to start.
const START: Duration = Duration::from_secs(60);

/// A server that is running; it is stopped when it is dropped.
pub(super) struct Server {
    name: &'static str,
    process: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Starts the server of this name with Node, whose arguments depend on the address. What it
    /// prints goes to `log`.
    pub(super) fn start(
        name: &'static str,
        log: PathBuf,
        arguments: impl FnOnce(SocketAddr) -> Vec<OsString>,
    ) -> Result<Self, Stop> {
        let address = free_address()?;
        let file = File::create(&log)?;
        let process = Command::new("node")
            .args(arguments(address))
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()?;
        let mut server = Self { name, process, address, log };
        server.wait()?;
        Ok(server)
    }

    /// Waits until it takes connections.
    fn wait(&mut self) -> Result<(), Stop> {
        let start = Instant::now();
        loop {
            let ended = self.process.try_wait()?.is_some();
            if ended || start.elapsed() > START {
                let log = self.written();
                let name = self.name;
                return Err(Stop::Failed(format!("{name} did not start; it wrote:\n{log}")));
            }
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// Where it is.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it, and gives what it wrote.
    pub(super) fn stop(mut self) -> Result<String, Stop> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(self.written())
    }

    fn written(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Where it has ended by itself, there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address of this machine that nobody listens at.
fn free_address() -> Result<SocketAddr, Stop> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
