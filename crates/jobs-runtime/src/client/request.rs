//! From what an operation wrote to a request, complete but for credentials and time.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::options::CallOptions;
use super::{Client, body, url};
use crate::Result;
use crate::error::Error;
use crate::operation::{Body, OperationInfo, RequestParts};
use crate::transport::Request;

/// The media type of all that is sent and asked for.
pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");

impl Client {
    /// The request of an operation.
    pub(super) fn request(
        &self,
        info: &OperationInfo,
        mut parts: RequestParts,
        options: &CallOptions,
    ) -> Result<Request> {
        let query = parts.query.iter().chain(&options.query);
        let url = url::render(self.host(), info.path, &parts.path, query)?;
        let mut request = Request::new(info.name, info.method, url);
        let is_json = matches!(parts.body, Body::Json(_));
        let mut own = Vec::new();
        if info.accept != JSON {
            own.push(("accept", info.accept.to_owned()));
        }
        let (media, body) = body::written(&mut parts);
        own.extend(media.map(|media| ("content-type", media)));
        own.extend(parts.headers);
        request.headers = self.headers(is_json, &own, options)?;
        request.body = body;
        Ok(request)
    }

    /// The headers of a request: the client's, its own, those of the call; the later ones win.
    /// `is_json` tells whether it has a body of which its own headers say nothing.
    pub(super) fn headers(
        &self,
        is_json: bool,
        own: &[(&'static str, String)],
        options: &CallOptions,
    ) -> Result<HeaderMap> {
        let mut headers = self.shared.headers.clone();
        if is_json {
            headers.entry(CONTENT_TYPE).or_insert(JSON);
        }
        for (name, value) in own {
            insert(&mut headers, name, value)?;
        }
        for (name, value) in &options.headers {
            insert(&mut headers, name, value)?;
        }
        Ok(headers)
    }
}

/// Sets a header that comes from outside. The value is not shown in the error.
pub(super) fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<()> {
    let invalid = |what| Error::invalid_request(format!("header `{name}` has an invalid {what}"));
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid("name"))?;
    let value = HeaderValue::from_str(value).map_err(|_| invalid("value"))?;
    headers.insert(key, value);
    Ok(())
}
