//! A service that gives every request the same answer, as fast as can be, so that it is the client
//! that is measured. Prints where it listens, and ends when its input does.

use std::io::Read as _;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// As little of a run as can be: how fast larger answers are read is another benchmark's matter.
const RUN: &str = r#"{"job_id":11223344,"run_id":455644833,"has_more":false}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let length = RUN.len();
    let head = format!("content-type: application/json\r\ncontent-length: {length}\r\n\r\n");
    let answer: &str = Box::leak(format!("HTTP/1.1 200 OK\r\n{head}{RUN}").into());
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, answer.as_bytes()));
    }
}

/// Answers one request after the other. None has a body.
async fn serve(mut stream: TcpStream, answer: &[u8]) {
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let mut request = Vec::with_capacity(4096);
    while let Ok(1..) = stream.read_buf(&mut request).await {
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            if stream.write_all(answer).await.is_err() {
                return;
            }
        }
    }
}
