//! Makes an error of an answer that is none.
//!
//! Whatever comes, there is a message; a code only where the service gave one.

use std::time::{Duration, SystemTime};

use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderMap, StatusCode, Uri};
use regex_lite::Regex;

use super::private_link::private_link;
use super::problem::{NAME, Problem, beginning, excerpt, html_message, shorten};
use super::transient::says_transient;
use super::{Error, ErrorKind};
use crate::json::ReadError;

/// What a service answered, as far as an error tells of it.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// Where it came from in the end, as far as that is known.
    pub(crate) url: Option<&'a Uri>,
}

impl<'a> Answer<'a> {
    /// Says where the request was sent that this answers.
    #[must_use]
    pub(crate) fn sent_to(mut self, url: &'a Uri) -> Self {
        self.url.get_or_insert(url);
        self
    }

    /// The error that an answer other than success stands for. `not_found` is the pattern by
    /// which the service says, with status 400, that the thing asked for does not exist; `now` is
    /// what a date is measured against.
    pub(crate) fn refusal(self, not_found: Option<&str>, now: SystemTime) -> Error {
        let problem = self.private_link();
        let mut problem = problem.unwrap_or_else(|| Problem::read(self.body));
        if problem.message.trim().is_empty() {
            problem.message = self.reason();
        }
        let status = self.status.as_u16();
        let mut kind = ErrorKind::of(status, problem.code.as_deref());
        if status == 400
            && kind == ErrorKind::InvalidArgument
            && matches(not_found, &problem.message)
        {
            kind = ErrorKind::NotFound;
        }
        let transient = kind == ErrorKind::TooManyRequests
            || matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
            || says_transient(&problem.message);
        self.error(kind, problem, now).in_exchange(true, transient)
    }

    /// The error of an answer that tells success but cannot be read.
    pub(crate) fn unreadable(self, cause: ReadError) -> Error {
        // Who follows redirects ends at a page that is fine in itself.
        if let Some(problem) = self.private_link() {
            let kind = ErrorKind::PermissionDenied;
            return self
                .error(kind, problem, SystemTime::UNIX_EPOCH)
                .in_exchange(true, false);
        }
        let message = match html_message(&beginning(self.body)) {
            Some(says) if says.is_empty() => {
                "got a web page where JSON was due: is the host right?".to_owned()
            }
            Some(says) => {
                format!("got a web page (“{says}”) where JSON was due: is the host right?")
            }
            None if is_no_json(self.body, &cause) => {
                let says = excerpt(&beginning(self.body));
                format!("got “{says}” where JSON was due: is the host right?")
            }
            None => format!("cannot read the answer: {cause}"),
        };
        let mut error = Error::new(ErrorKind::Decode, message).in_exchange(true, false);
        error.0.status = Some(self.status.as_u16());
        error.0.request_id = self.request_id();
        error.with_source(cause)
    }

    fn error(&self, kind: ErrorKind, problem: Problem, now: SystemTime) -> Error {
        let Problem {
            code,
            message,
            details,
        } = problem;
        let mut error = Error::new(kind, message);
        let fields = &mut *error.0;
        fields.status = Some(self.status.as_u16());
        fields.code = code;
        let named = details.request_info.as_ref();
        let named = named.map(|info| info.request_id.clone());
        fields.request_id = self
            .request_id()
            .or(named.filter(|id| !id.is_empty()).map(short_name));
        let delay = details
            .retry_info
            .as_ref()
            .and_then(|info| info.retry_delay);
        fields.retry_after = self.retry_after(now).or(delay);
        fields.details = (details != *super::ErrorDetails::NONE).then(|| Box::new(details));
        error
    }

    fn request_id(&self) -> Option<String> {
        let id = self.headers.get("x-request-id")?.to_str().ok()?.trim();
        (!id.is_empty()).then(|| short_name(id.to_owned()))
    }

    /// `Retry-After`, in seconds or as a date; a date that has passed means now.
    fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        let value = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse::<f64>() {
            return Duration::try_from_secs_f64(seconds).ok();
        }
        let date = httpdate::parse_http_date(value).ok()?;
        Some(date.duration_since(now).unwrap_or_default())
    }

    /// What a workspace answers that only a private link leads to: a redirect to a page, or that
    /// page itself where redirects were followed.
    fn private_link(&self) -> Option<Problem> {
        let host = self.url.and_then(Uri::host);
        if self.status.is_redirection() {
            let location = self.headers.get(LOCATION)?.to_str().ok()?;
            return private_link(location, host);
        }
        private_link(&self.url?.to_string(), host)
    }

    /// What to say of an answer that says nothing.
    fn reason(&self) -> String {
        if self.status.is_redirection()
            && let Some(location) = self.headers.get(LOCATION)
        {
            let target = String::from_utf8_lossy(location.as_bytes());
            let target = shown_address(&target);
            return format!("the service redirects to {target}: is the host right?");
        }
        self.status
            .canonical_reason()
            .unwrap_or("the service gave no reason")
            .to_owned()
    }
}

/// An address without the parts that may hold a secret: user and password, query and fragment.
fn shown_address(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let start = match address.find("//") {
        Some(slashes) => slashes + 2,
        None if address.starts_with('/') => return address.to_owned(),
        None => 0,
    };
    let (scheme, rest) = address.split_at(start);
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let machine = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{machine}{path}")
}

fn short_name(mut name: String) -> String {
    shorten(&mut name, NAME);
    name
}

/// Whether a body is no JSON from its very beginning, as opposed to JSON that goes wrong somewhere.
fn is_no_json(body: &[u8], cause: &ReadError) -> bool {
    let before = cause.offset().and_then(|offset| body.get(..offset));
    cause.is_syntax() && before.is_some_and(<[u8]>::is_empty) && !body.is_empty()
}

/// Whether a message matches a pattern; a pattern that is none matches nothing.
fn matches(pattern: Option<&str>, message: &str) -> bool {
    pattern
        .and_then(|pattern| Regex::new(pattern).ok())
        .is_some_and(|pattern| pattern.is_match(message))
}

#[cfg(test)]
mod tests {
    use super::shown_address;

    // R10.1
    #[test]
    fn an_address_is_shown_without_user_and_query() {
        for (address, shown) in [
            (
                "https://me:canary-pw@x.test/a@b?t=canary-q#f",
                "https://x.test/a@b",
            ),
            ("//canary-user@x.test", "//x.test"),
            ("canary:canary-pw@x.test/a", "x.test/a"),
            ("/a@b?t=canary-q", "/a@b"),
            ("https://x.test", "https://x.test"),
            ("", ""),
        ] {
            assert_eq!(shown_address(address), shown);
        }
    }
}
