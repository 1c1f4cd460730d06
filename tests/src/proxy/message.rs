//! HTTP/1.1 messages as they stand on the wire, whole.

use std::io;

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Most headers that a message may have.
const MAX_HEADERS: usize = 64;

/// A message as it came: its head and its body in one piece.
pub(super) struct Message {
    bytes: Bytes,
    head: usize,
    /// The status of an answer; 0 for a request.
    status: u16,
}

/// Which kind of message is due.
#[derive(Clone, Copy)]
enum Kind {
    Request,
    Answer,
}

/// One end of a connection, read message by message.
pub(super) struct Wire {
    stream: TcpStream,
    read: BytesMut,
}

impl Message {
    pub(super) fn status(&self) -> u16 {
        self.status
    }

    pub(super) fn body(&self) -> &[u8] {
        &self.bytes[self.head..]
    }
}

impl Wire {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            read: BytesMut::new(),
        })
    }

    /// The next request; none when the peer has ended.
    pub(super) async fn request(&mut self) -> io::Result<Option<Message>> {
        self.message(Kind::Request).await
    }

    /// The answer to what was sent.
    pub(super) async fn answer(&mut self) -> io::Result<Message> {
        let answer = self.message(Kind::Answer).await?;
        answer.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    pub(super) async fn send(&mut self, message: &Message) -> io::Result<()> {
        self.write(&message.bytes).await
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Waits until the peer has gone. What it still sends is lost.
    pub(super) async fn gone(&mut self) {
        while matches!(self.stream.read_buf(&mut self.read).await, Ok(1..)) {
            self.read.clear();
        }
    }

    /// Ends the connection as if the machine had gone: with RST in place of FIN.
    pub(super) fn reset(self) -> io::Result<()> {
        self.stream.set_zero_linger()
    }

    async fn message(&mut self, kind: Kind) -> io::Result<Option<Message>> {
        loop {
            if let Some(shape) = Shape::of(&self.read, kind)? {
                let whole = shape.head + shape.body;
                while self.read.len() < whole {
                    self.fill().await?;
                }
                return Ok(Some(Message {
                    bytes: self.read.split_to(whole).freeze(),
                    head: shape.head,
                    status: shape.status,
                }));
            }
            if self.read.is_empty() {
                if self.stream.read_buf(&mut self.read).await? == 0 {
                    return Ok(None);
                }
            } else {
                self.fill().await?;
            }
        }
    }

    /// Reads on within a message.
    async fn fill(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// What the head of a message tells.
struct Shape {
    /// Its own length.
    head: usize,
    /// The length of the body.
    body: usize,
    status: u16,
}

impl Shape {
    /// None as long as the head is not whole.
    fn of(bytes: &[u8], kind: Kind) -> io::Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let (parsed, headers, status) = match kind {
            Kind::Request => {
                let mut request = httparse::Request::new(&mut headers);
                (request.parse(bytes), request.headers, 0)
            }
            Kind::Answer => {
                let mut answer = httparse::Response::new(&mut headers);
                let parsed = answer.parse(bytes);
                (parsed, answer.headers, answer.code.unwrap_or(0))
            }
        };
        let httparse::Status::Complete(head) = parsed.map_err(invalid)? else {
            return Ok(None);
        };
        let mut body = 0;
        for header in headers {
            if header.name.eq_ignore_ascii_case("transfer-encoding") {
                return Err(invalid("the proxy takes messages of a known length only"));
            }
            if header.name.eq_ignore_ascii_case("content-length") {
                let length = str::from_utf8(header.value).map_err(invalid)?;
                body = length.trim().parse().map_err(invalid)?;
            }
        }
        Ok(Some(Self { head, body, status }))
    }
}

fn invalid(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
