//! What an operation writes of its request.

use std::fmt;

use super::{Body, Parameter, Part, escape};
use crate::Result;
use crate::error::Error;
use crate::json::{self, Encode};

/// A request as an operation writes it, before host, credentials and options are added.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RequestParts {
    /// Parameters of the path, escaped.
    pub(crate) path: Vec<(&'static str, String)>,
    /// Names and values of the query, escaped.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    /// Names and values of a body that is sent as an HTML form sends them, escaped.
    pub(crate) form: Vec<(String, String)>,
    /// Parts of a body that is sent as an HTML form sends them that uploads files.
    pub(crate) parts: Vec<Part>,
}

impl RequestParts {
    /// Fills a parameter of the path template. It is escaped, slashes included.
    ///
    /// # Errors
    ///
    /// When the value is empty: the request would go to another resource.
    pub fn path(&mut self, name: &'static str, value: &dyn Parameter) -> Result<()> {
        let mut text = String::new();
        value.each(&mut |part| text.push_str(&escape::in_address(part)));
        self.path_text(name, text)
    }

    /// Fills a parameter of the path template with text that is escaped.
    pub(super) fn path_text(&mut self, name: &'static str, text: String) -> Result<()> {
        if text.is_empty() {
            return Err(Error::invalid_request(format!(
                "path parameter `{name}` is empty"
            )));
        }
        self.path.push((name, text));
        Ok(())
    }

    /// Adds a query parameter: nothing if unset, repeated for a list.
    pub fn query(&mut self, name: &str, value: &dyn Parameter) {
        let escaped = escape::in_address;
        value.each(&mut |text| self.query.push((escaped(name), escaped(text))));
    }

    /// Adds a header: nothing if unset.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) {
        value.each(&mut |text| self.headers.push((name, text.to_owned())));
    }

    /// Refuses a request of which these members say nothing: each is absent or empty.
    ///
    /// # Errors
    ///
    /// When that is so.
    pub fn any_of(&self, members: &[(&str, &dyn Encode)]) -> Result<()> {
        for (_, value) in members {
            let json = json::to_vec(*value).map_err(Error::invalid_request)?;
            if !matches!(json.as_slice(), b"null" | b"{}" | b"[]") {
                return Ok(());
            }
        }
        let names: Vec<String> = members
            .iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        Err(Error::invalid_request(format!(
            "the request would change nothing: set one of {}",
            names.join(", ")
        )))
    }

    /// Sets the body to a value's JSON.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite: JSON has no such number.
    pub fn json(&mut self, body: &dyn Encode) -> Result<()> {
        self.body = Body::Json(json::to_vec(body).map_err(Error::invalid_request)?);
        Ok(())
    }
}

impl fmt::Debug for RequestParts {
    /// Values are left out: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        f.debug_struct("RequestParts")
            .field("path", &self.path)
            .field("query", &names(&self.query))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R5.3: unset is left out, a list is repeated, empty and false are sent.
    #[test]
    fn parameters_are_written_as_they_are() {
        let mut request = RequestParts::default();
        request.query("unset", &None::<String>);
        request.query("list", &vec![1, i64::MAX]);
        request.query("flag", &Some(false));
        request.query("empty", &Some(String::new()));
        let query: Vec<_> = request
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            query,
            ["list=1", "list=9223372036854775807", "flag=false", "empty="]
        );
    }

    // An empty one would lead to another resource.
    #[test]
    fn a_path_parameter_must_not_be_empty() {
        let mut request = RequestParts::default();
        assert!(request.path("id", &String::new()).is_err());
        assert!(request.path("id", &None::<i64>).is_err());
        assert!(request.path("id", &7_i64).is_ok());
    }

    // R5.1
    #[test]
    fn a_body_may_be_any_json() {
        let mut request = RequestParts::default();
        request.json(&vec!["a".to_owned()]).unwrap();
        assert!(request.body == Body::Json(b"[\"a\"]".to_vec()));
        assert!(request.json(&f64::NAN).is_err());
    }
}
