//! What the proxy answers itself, in place of the service.

use super::fault::{Framing, RetryAfter};
use super::message::Message;

/// A page as those in between show it: a sign-in, a gateway that has lost its service.
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Fault proxy</title></head>\
                    <body><h1>This page is not from the service</h1></body></html>";

/// An error in the service's own form.
pub(super) fn error(status: u16, retry_after: RetryAfter) -> Vec<u8> {
    let code = match status {
        429 => "REQUEST_LIMIT_EXCEEDED",
        503 => "TEMPORARILY_UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        _ => "INTERNAL_ERROR",
    };
    let body = format!(r#"{{"error_code":"{code}","message":"injected by the proxy"}}"#);
    let mut headers = String::from("content-type: application/json\r\n");
    if let Some(value) = retry_after.value() {
        headers.push_str(&format!("retry-after: {value}\r\n"));
    }
    let length = body.len();
    format!("HTTP/1.1 {status} Fault\r\n{headers}content-length: {length}\r\n\r\n{body}").into()
}

/// A web page.
pub(super) fn html(status: u16) -> Vec<u8> {
    let length = PAGE.len();
    let headers = format!("content-type: text/html\r\ncontent-length: {length}\r\n");
    format!("HTTP/1.1 {status} Fault\r\n{headers}\r\n{PAGE}").into()
}

/// The first half of an answer, with a head that promises all of it.
pub(super) fn half(answer: &Message, framing: Framing) -> Vec<u8> {
    let (status, body) = (answer.status(), answer.body());
    let length = body.len();
    let head = match framing {
        Framing::Length => format!("content-length: {length}\r\n\r\n"),
        Framing::Chunks => format!("transfer-encoding: chunked\r\n\r\n{length:x}\r\n"),
    };
    let head = format!("HTTP/1.1 {status} Fault\r\ncontent-type: application/json\r\n{head}");
    [head.as_bytes(), &body[..length / 2]].concat()
}
