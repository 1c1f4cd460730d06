//! What a request must say to be the one that is expected.

use std::collections::BTreeMap;

use http::Uri;
use serde_json::Value;

use super::difference::{Difference, differences};
use crate::Result;
use crate::client::{body, url};
use crate::operation::{Operation, RequestParts};
use crate::transport::Request;

/// A request as it is compared.
#[derive(Debug)]
pub(super) struct Wanted {
    path: String,
    query: Value,
    headers: Vec<(&'static str, String)>,
    body: Value,
    /// Members of the body that are made up for each call, such as a token that was not set:
    /// nobody can expect their values.
    made_up: Vec<String>,
}

impl Wanted {
    /// What requests like this one say.
    ///
    /// # Errors
    ///
    /// When this one could not be sent.
    pub(super) fn by<O: Operation>(request: &O) -> Result<Self> {
        let mut parts = RequestParts::default();
        request.encode(&mut parts)?;
        let (media, body) = body::written(&mut parts);
        let body = json(&body);
        let made_up = made_up(request, &body)?;
        let media = media.map(|media| ("content-type", media));
        let url = url::render("http://localhost", O::INFO.path, &parts.path, &parts.query)?;
        Ok(Self {
            path: url.path().to_owned(),
            query: query(&url),
            headers: parts.headers.into_iter().chain(media).collect(),
            body,
            made_up,
        })
    }

    /// In what a request differs from this.
    pub(super) fn differences(&self, request: &Request) -> Vec<Difference> {
        let mut found = Vec::new();
        let path = request.url.path();
        if path != self.path {
            found.push(Difference::between("path", &self.path, path));
        }
        found.extend(differences(&self.query, &query(&request.url)));
        for (name, value) in &self.headers {
            let came = request.headers.get(*name);
            if came.is_none_or(|came| came != value.as_str()) {
                found.push(Difference::of_header(name, came.is_some()));
            }
        }
        let mut body = json(&request.body);
        if let Value::Object(members) = &mut body {
            members.retain(|name, _| !self.made_up.contains(name));
        }
        found.extend(differences(&self.body, &body));
        found
    }
}

/// What the request gets once per call that it has not by itself.
fn made_up<O: Operation>(request: &O, body: &Value) -> Result<Vec<String>> {
    let mut request = request.clone();
    request.prepare();
    let mut parts = RequestParts::default();
    request.encode(&mut parts)?;
    let Value::Object(members) = json(&body::written(&mut parts).1) else {
        return Ok(Vec::new());
    };
    let names = members.into_iter().map(|(name, _)| name);
    Ok(names.filter(|name| body.get(name).is_none()).collect())
}

/// An address's query as an object, of lists where a name comes more than once.
fn query(url: &Uri) -> Value {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let query = url.query().unwrap_or_default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
        members.entry(name).or_default().push(value);
    }
    let single = |mut values: Vec<String>| match values.pop() {
        Some(value) if values.is_empty() => Value::String(value),
        value => values.into_iter().chain(value).collect(),
    };
    let members = members.into_iter();
    members
        .map(|(name, values)| (name, single(values)))
        .collect()
}

/// A body; null if there is none, and a string if it is no JSON.
fn json(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
}
