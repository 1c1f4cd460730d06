//! Secrets that a request carries, for keeping them out of what is told of its answer.

use std::cmp::Reverse;

use http::HeaderValue;
use serde_json::Value;

/// Shorter texts are no secrets, and to mask them would make a message unreadable.
const SHORTEST: usize = 4;

/// The secrets of a request, in each form in which a service might say them back.
#[derive(Default)]
pub(crate) struct Mask {
    /// The longest first: one that is part of another must not keep that from being found.
    secrets: Vec<String>,
}

impl Mask {
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let in_form = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let in_json = Value::from(secret).to_string();
        let in_json = in_json.trim_matches('"').to_owned();
        let in_html = secret
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let in_html_quoted = ["&quot;", "&#34;"].map(|quote| {
            let quoted = in_html.replace('"', quote);
            quoted.replace('\'', "&#39;")
        });
        self.secrets
            .extend([secret.to_owned(), in_form, in_json, in_html]);
        self.secrets.extend(in_html_quoted);
        self.secrets.sort_by_key(|secret| Reverse(secret.len()));
        self.secrets.dedup();
    }

    /// Adds the credentials of a header, after the name of their scheme.
    pub(crate) fn add_header(&mut self, value: &HeaderValue) {
        let value = value.to_str().unwrap_or_default();
        self.add(value.split_once(' ').map_or(value, |(_, rest)| rest));
    }

    /// The text with `***` for each secret.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), "***");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R10.1: in each form in which an answer may have it.
    #[test]
    fn a_secret_is_found_in_every_form() {
        let mut mask = Mask::default();
        mask.add("canary-<a>&\"b'");
        for form in [
            "canary-<a>&\"b'",
            "canary-%3Ca%3E%26%22b%27",
            "canary-<a>&\\\"b'",
            "canary-&lt;a&gt;&amp;\"b'",
            "canary-&lt;a&gt;&amp;&quot;b&#39;",
            "canary-&lt;a&gt;&amp;&#34;b&#39;",
        ] {
            assert_eq!(mask.hide(&format!("({form})")), "(***)");
        }
    }
}
