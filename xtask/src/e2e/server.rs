//! [`Server`]: a Node server on a free local port.

use std::ffi::OsString;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::outside::RunError;

/// The timeout of the start.
const START: Duration = Duration::from_secs(60);

/// A running server, which is stopped on drop.
pub(super) struct Server {
    name: &'static str,
    process: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Starts the server with this name in Node, with arguments that depend on the address. Its
    /// output is written to `log`.
    pub(super) fn start(
        name: &'static str,
        log: PathBuf,
        arguments: impl FnOnce(SocketAddr) -> Vec<OsString>,
    ) -> Result<Self, RunError> {
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

    /// Waits until the server accepts connections.
    fn wait(&mut self) -> Result<(), RunError> {
        let start = Instant::now();
        loop {
            let ended = self.process.try_wait()?.is_some();
            if ended || start.elapsed() > START {
                let log = self.written();
                let name = self.name;
                return Err(RunError::Failed(format!("{name} did not start; its output:\n{log}")));
            }
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// Returns the URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops the server and returns its output.
    pub(super) fn stop(mut self) -> Result<String, RunError> {
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
        // The process may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns a free local address.
fn free_address() -> Result<SocketAddr, RunError> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
