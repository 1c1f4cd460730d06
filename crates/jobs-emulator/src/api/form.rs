//! Bodies that are not JSON: as the JSON that says the same.
//!
//! Operations know JSON only. A file that comes as the whole body, or as a part of a form, becomes a
//! member in base64, which is how files stand in JSON.

use axum::body::{Body, Bytes};
use http::{HeaderMap, header};
use multer::Multipart;
use serde_json::{Map, Value, json};

use super::MAX_REQUEST;
use super::route::Route;
use crate::service::ServiceError;
use crate::service::files::encode;

/// Largest body that is a file, in bytes.
const MAX_FILE: usize = 64 * 1024 * 1024;

/// Largest body that has a file of 10 MB in base64, in bytes.
const MAX_WITH_FILE: usize = 16 * 1024 * 1024;

/// Largest body of a request to this route, in bytes.
pub(super) fn limit(route: Option<&Route>) -> usize {
    match route {
        Some(route) if route.has_bytes => MAX_FILE,
        Some(route) if route.path.ends_with("/workspace/import") => MAX_WITH_FILE,
        _ => MAX_REQUEST,
    }
}

/// A body that is a file, as JSON.
pub(super) fn of_file(body: &[u8]) -> Bytes {
    json!({ "content": encode(body) }).to_string().into()
}

/// The body as JSON, if it is a form.
pub(super) async fn of_form(headers: &HeaderMap, body: Bytes) -> Result<Bytes, ServiceError> {
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    // A form without a boundary is no form; it is refused as JSON.
    match content_type.map(multer::parse_boundary) {
        Some(Ok(boundary)) => form(boundary, body).await,
        _ => Ok(body),
    }
}

/// The fields of a form as members: files in base64, all others as text.
async fn form(boundary: String, body: Bytes) -> Result<Bytes, ServiceError> {
    let mut form = Multipart::new(Body::from(body).into_data_stream(), boundary);
    let mut members = Map::new();
    while let Some(field) = form.next_field().await.map_err(ServiceError::malformed)? {
        let Some(name) = field.name().map(str::to_owned) else {
            continue;
        };
        let is_file = field.file_name().is_some();
        let content = field.bytes().await.map_err(ServiceError::malformed)?;
        let value = if is_file {
            encode(&content)
        } else {
            String::from_utf8_lossy(&content).into_owned()
        };
        members.insert(name, Value::String(value));
    }
    Ok(Value::Object(members).to_string().into())
}
