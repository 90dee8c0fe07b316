//! A stream as hyper gets it: with what was read of it already, and given up when nothing moves. Hyper times the head of
//! a request, and neither the very first byte nor an answer that nobody reads.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// A stream with an end to its patience.
#[derive(Debug)]
pub(super) struct Patient<S> {
    stream: S,
    begun: Bytes,
    wait: Pin<Box<Sleep>>,
    idle: Duration,
}

impl<S> Patient<S> {
    /// `begun` was read of it already. The next byte must come within `first`; from then on something must move every
    /// `idle`.
    pub(super) fn new(stream: S, begun: Bytes, idle: Duration, first: Duration) -> Patient<S> {
        Patient { stream, begun, wait: Box::pin(tokio::time::sleep(first)), idle }
    }

    /// What came of an attempt: movement begins the wait anew, standstill is borne for so long.
    fn judge<T>(
        &mut self,
        attempt: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if attempt.is_ready() {
            let idle = self.idle;
            self.wait.as_mut().reset(Instant::now() + idle);
            return attempt;
        }
        ready!(self.wait.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.begun.is_empty() {
            let some = self.begun.len().min(buffer.remaining());
            buffer.put_slice(&self.begun[..some]);
            self.begun.advance(some);
            return Poll::Ready(Ok(()));
        }
        let attempt = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.judge(attempt, context)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(attempt, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judge(attempt, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const SOON: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn a_client_that_says_nothing_is_given_up() {
        let (_client, server) = duplex(64);
        let mut server = Patient::new(server, Bytes::new(), Duration::from_secs(60), SOON);
        let error = server.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn an_answer_that_nobody_reads_is_given_up() {
        let (_client, server) = duplex(64);
        let mut server = Patient::new(server, Bytes::new(), SOON, Duration::from_secs(60));
        let error = server.write_all(&[0; 1000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_slow_client_that_moves_is_served() {
        let (mut client, server) = duplex(64);
        let mut server = Patient::new(server, Bytes::new(), Duration::from_millis(200), SOON * 4);
        let writing = tokio::spawn(async move {
            for _ in 0..8 {
                tokio::time::sleep(SOON).await;
                client.write_u8(1).await.unwrap();
            }
            client
        });
        for _ in 0..8 {
            server.read_u8().await.unwrap();
        }
        writing.await.unwrap();
    }
}
