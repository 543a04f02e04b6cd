//! [`Prism`]: the server, on a free port of this machine.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::outside::Stop;

/// How long it may take to start.
const START: Duration = Duration::from_secs(60);

/// A server that is running; it is stopped when it is dropped.
pub(super) struct Prism {
    process: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Prism {
    /// Starts the server that is installed in `folder`, with this document.
    pub(super) fn start(folder: &Path, document: &Path) -> Result<Self, Stop> {
        let address = free_address()?;
        let log = folder.join("prism.log");
        let file = File::create(&log)?;
        let process = Command::new("node")
            .arg(folder.join("node_modules/@stoplight/prism-cli/dist/index.js"))
            // Its own answers have to be valid as well.
            .args(["mock", "--errors", "--host", &address.ip().to_string()])
            .args(["--port", &address.port().to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()?;
        let mut server = Self { process, address, log };
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
                return Err(Stop::Failed(format!("Prism did not start; it wrote:\n{log}")));
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

impl Drop for Prism {
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
