//! Requests over a connection that is kept.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// A connection to a service.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    token: String,
}

impl Connection {
    /// Connects as whoever has this token.
    pub(super) fn open(address: &str, token: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(address).and_then(|stream| {
            stream.set_nodelay(true)?;
            Ok(stream)
        });
        let stream = stream.map_err(|error| format!("cannot connect to {address}: {error}"))?;
        Ok(Self {
            stream: BufReader::new(stream),
            token: token.to_owned(),
        })
    }

    /// The body of the answer, which is a success.
    pub(super) fn get(&mut self, path: &str) -> Result<String, String> {
        self.send("GET", path, "")
    }

    /// The same, for a request with a body.
    pub(super) fn post(&mut self, path: &str, body: &str) -> Result<String, String> {
        self.send("POST", path, body)
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> Result<String, String> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len(),
        );
        let answer = self.exchange(&request);
        let (status, answer) = answer.map_err(|error| format!("{method} {path}: {error}"))?;
        if status == 200 {
            Ok(answer)
        } else {
            Err(format!("{method} {path}: {status} {answer}"))
        }
    }

    fn exchange(&mut self, request: &str) -> std::io::Result<(u16, String)> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut status = 0;
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let head = line.trim_end().to_ascii_lowercase();
            if head.is_empty() {
                break;
            } else if let Some(rest) = head.strip_prefix("http/1.1 ") {
                status = rest
                    .get(..3)
                    .and_then(|code| code.parse().ok())
                    .unwrap_or(0);
            } else if let Some(rest) = head.strip_prefix("content-length:") {
                length = rest.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

/// The first number that a member of this name has in a JSON text.
pub(super) fn number(text: &str, member: &str) -> Result<i64, String> {
    let value = after(text, member)?;
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .map_err(|_| format!("`{member}` is no number in {text}"))
}

/// The first text that a member of this name has in a JSON text; it has no escapes.
pub(super) fn text<'a>(text: &'a str, member: &str) -> Result<&'a str, String> {
    let value = after(text, member)?.strip_prefix('"');
    let value = value.and_then(|value| value.split('"').next());
    value.ok_or_else(|| format!("`{member}` is no text in {text}"))
}

fn after<'a>(text: &'a str, member: &str) -> Result<&'a str, String> {
    let name = format!("\"{member}\":");
    let at = text.find(&name);
    let at = at.ok_or_else(|| format!("there is no `{member}` in {text}"))?;
    Ok(text[at + name.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found() {
        let answer = r#"{"run_id": 17,"next_page_token":"abc="}"#;
        assert_eq!(number(answer, "run_id"), Ok(17));
        assert_eq!(text(answer, "next_page_token"), Ok("abc="));
        assert!(number(answer, "job_id").is_err());
    }
}
