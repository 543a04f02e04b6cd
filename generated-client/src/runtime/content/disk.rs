//! Reads a file from disk while it is sent, on tokio's blocking threads.

use std::fs;
use std::future::Future as _;
use std::io::{self, Read as _};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::streamed::{CHUNK, Streamed};
use crate::runtime::BoxError;

/// Creates the content of the file at this path. The file is opened again each time it is sent; its
/// length is determined now.
pub(crate) fn open(path: &Path) -> io::Result<Streamed> {
    let metadata = fs::File::open(path)?.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let path = Arc::from(path);
    let streamed = Streamed::reopenable(move || Chunks(Step::Open(Arc::clone(&path))));
    Ok(streamed.with_length(metadata.len()))
}

/// The chunks of a file.
struct Chunks(Step);

enum Step {
    Open(Arc<Path>),
    Read(fs::File),
    /// A thread is reading the next chunk; an empty chunk is the end.
    Wait(JoinHandle<io::Result<(fs::File, Bytes)>>),
    End,
}

impl Step {
    fn read(self) -> io::Result<(fs::File, Bytes)> {
        let mut file = match self {
            Self::Open(path) => fs::File::open(path)?,
            Self::Read(file) => file,
            Self::Wait(_) | Self::End => return Err(io::ErrorKind::InvalidInput.into()),
        };
        let mut chunk = Vec::with_capacity(CHUNK);
        (&mut file).take(CHUNK as u64).read_to_end(&mut chunk)?;
        Ok((file, chunk.into()))
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut self.0 {
                Step::Open(_) | Step::Read(_) => {
                    let step = std::mem::replace(&mut self.0, Step::End);
                    let Ok(threads) = Handle::try_current() else {
                        let reason = "reading a file needs tokio, but this future runs outside it";
                        return Poll::Ready(Some(Err(reason.into())));
                    };
                    self.0 = Step::Wait(threads.spawn_blocking(|| step.read()));
                }
                Step::Wait(reading) => {
                    let outcome = ready!(Pin::new(reading).poll(context));
                    self.0 = Step::End;
                    match outcome.map_err(io::Error::from).and_then(|read| read) {
                        Ok((_, chunk)) if chunk.is_empty() => {}
                        Ok((file, chunk)) => {
                            self.0 = Step::Read(file);
                            return Poll::Ready(Some(Ok(chunk)));
                        }
                        Err(error) => return Poll::Ready(Some(Err(error.into()))),
                    }
                }
                Step::End => return Poll::Ready(None),
            }
        }
    }
}
