//! Bodies as they are sent.

use std::mem::take;

use bytes::Bytes;

use crate::operation::{Body, Part, RequestParts};

/// The body of a request, and its media type unless that is JSON.
pub(crate) fn written(request: &mut RequestParts) -> (Option<String>, Bytes) {
    if !request.parts.is_empty() {
        let boundary = boundary(&request.parts);
        let media = format!("multipart/form-data; boundary={boundary}");
        return (Some(media), in_parts(&request.parts, &boundary).into());
    }
    if !request.form.is_empty() {
        let pairs = request.form.iter();
        let pairs = pairs.map(|(name, value)| format!("{name}={value}"));
        let form = pairs.collect::<Vec<_>>().join("&");
        let media = "application/x-www-form-urlencoded".to_owned();
        return (Some(media), form.into());
    }
    match take(&mut request.body) {
        Body::None => (None, Bytes::new()),
        Body::Json(json) => (None, json.into()),
        Body::Bytes(media, bytes) => (Some(media.to_owned()), bytes),
    }
}

/// A text that no part holds. The same parts have the same one, so that a request that is sent
/// again is the same to the byte.
fn boundary(parts: &[Part]) -> String {
    let mut boundary = "----part".to_owned();
    let holds = |part: &Part, text: &str| {
        let mut windows = part.content.windows(text.len());
        windows.any(|window| window == text.as_bytes())
    };
    while parts.iter().any(|part| holds(part, &boundary)) {
        boundary.push_str(&boundary.len().to_string());
    }
    boundary
}

fn in_parts(parts: &[Part], boundary: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let mut head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"",
            quoted(part.name)
        );
        if let Some(name) = &part.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        if let Some(media) = &part.media {
            let media = media.replace(char::is_control, "");
            head.push_str(&format!("\r\ncontent-type: {media}"));
        }
        head.push_str("\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}

/// What would end a name in quotes is escaped as browsers do it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use crate::operation::{Style, Upload};

    use super::*;

    fn sent(write: impl Fn(&mut RequestParts)) -> (String, String) {
        let mut parts = RequestParts::default();
        write(&mut parts);
        let (media, body) = written(&mut parts);
        let body = String::from_utf8(body.to_vec()).unwrap();
        (media.unwrap_or_default(), body)
    }

    // R16.1
    #[test]
    fn a_form_is_sent_as_browsers_do() {
        let (media, body) = sent(|request| {
            request
                .form("name", Style::Exploded, &"a b&c=ü".to_owned())
                .unwrap();
            request
                .form("unset", Style::Exploded, &None::<i64>)
                .unwrap();
            request
                .form("ids", Style::Exploded, &vec![1_i64, 2])
                .unwrap();
        });
        assert_eq!(media, "application/x-www-form-urlencoded");
        assert_eq!(body, "name=a+b%26c%3D%C3%BC&ids=1&ids=2");
    }

    // R16.1
    #[test]
    fn a_file_is_a_part_with_name_and_type() {
        let (media, body) = sent(|request| {
            request.part("title", &"Emma".to_owned()).unwrap();
            request.part("unset", &None::<i64>).unwrap();
            let file = Upload::new("GIF").name("a\"b\r\n.gif").media("image/gif");
            request.upload("cover", &Some(file));
        });
        assert_eq!(media, "multipart/form-data; boundary=----part");
        assert_eq!(
            body,
            "------part\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nEmma\r\n\
             ------part\r\ncontent-disposition: form-data; name=\"cover\"; \
             filename=\"a%22b%0D%0A.gif\"\r\ncontent-type: image/gif\r\n\r\nGIF\r\n\
             ------part--\r\n"
        );
    }

    // R16.1: what a user uploads cannot end its part.
    #[test]
    fn the_boundary_is_in_no_part() {
        let (media, body) = sent(|request| request.upload("file", &Upload::new("------part--")));
        let boundary = media.split_once('=').unwrap().1;
        assert_eq!(body.matches(boundary).count(), 2, "{body}");
    }
}
