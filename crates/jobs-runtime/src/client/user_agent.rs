//! Who is calling, in one header: the product, this SDK, the system, the way of authentication and
//! the surroundings that the program runs in.

mod surroundings;

use std::sync::{Mutex, PoisonError};

use http::HeaderValue;

use crate::Result;
use crate::config::Environment;
use crate::error::Error;

/// Name of this SDK.
const SDK: &str = "jobs-sdk-rust";

/// The header but for the way of authentication, which may be known only after the first request.
#[derive(Debug)]
pub(super) struct UserAgent {
    before: String,
    after: String,
    /// The header as it was sent last, and the way of authentication in it.
    last: Mutex<Option<(&'static str, HeaderValue)>>,
}

/// What the program says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Product {
    name_and_version: Option<(String, String)>,
    extras: Vec<(String, String)>,
}

impl Product {
    pub(super) fn set(&mut self, name: String, version: String) {
        self.name_and_version = Some((name, version));
    }

    /// Adds a pair, unless it is there already.
    pub(super) fn add(&mut self, key: String, value: String) {
        let pair = (key, value);
        if !self.extras.contains(&pair) {
            self.extras.push(pair);
        }
    }

    fn check(&self) -> Result<()> {
        if let Some((name, version)) = &self.name_and_version {
            check(is_token(name), "product", name, TOKEN)?;
            check(is_version(version), "product version", version, VERSION)?;
        }
        for (key, value) in &self.extras {
            check(is_token(key), "user agent key", key, TOKEN)?;
            check(is_token(value), "user agent value", value, TOKEN)?;
        }
        Ok(())
    }
}

const TOKEN: &str = "must consist of letters, digits and `_.+-`";
const VERSION: &str = "must be a version such as 1.2.3, 1.2.3-rc.1 or 1.2.3+build";

fn check(holds: bool, what: &str, text: &str, rule: &str) -> Result<()> {
    if holds {
        return Ok(());
    }
    Err(Error::config(format!("{what} `{text}` {rule}")))
}

impl UserAgent {
    /// The header of a product in these surroundings.
    ///
    /// # Errors
    ///
    /// When the product or an extra has characters that it must not have.
    pub(super) fn new(product: &Product, environment: &dyn Environment) -> Result<Self> {
        product.check()?;
        let (name, version) = match &product.name_and_version {
            Some((name, version)) => (name.as_str(), version.as_str()),
            None => ("unknown", "0.0.0"),
        };
        let os = match std::env::consts::OS {
            "macos" => "darwin",
            other => other,
        };
        let before = format!(
            "{name}/{version} {SDK}/{} rust/{} os/{os}",
            env!("CARGO_PKG_VERSION"),
            // Which Rust built it, a program knows only by a build script; this is the oldest.
            env!("CARGO_PKG_RUST_VERSION"),
        );
        let extras = product.extras.iter().cloned();
        let found = surroundings::look_around(environment).into_iter();
        let after = extras
            .chain(found.map(|(key, value)| (key.to_owned(), value)))
            .map(|(key, value)| format!(" {key}/{value}"))
            .collect();
        Ok(Self {
            before,
            after,
            last: Mutex::new(None),
        })
    }

    /// The header, with this way of authentication.
    pub(super) fn header(&self, auth: &'static str) -> HeaderValue {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, header)) = &*last
            && *known == auth
        {
            return header.clone();
        }
        let Self { before, after, .. } = self;
        let text = format!("{before} auth/{}{after}", sanitized(auth));
        // All parts consist of characters that a header can carry.
        let header = HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(SDK));
        *last = Some((auth, header.clone()));
        header
    }
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_character)
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_.+-".contains(character)
}

/// The text with a hyphen for each character that must not be in a token.
fn sanitized(text: &str) -> String {
    let keep = |character| {
        if is_token_character(character) {
            character
        } else {
            '-'
        }
    };
    text.chars().map(keep).collect()
}

/// Whether a text is a semantic version; the patch may be missing, and `x` stand for a number.
fn is_version(text: &str) -> bool {
    let (text, build) = split_at_mark(text, '+');
    let (core, pre_release) = split_at_mark(text, '-');
    let numbers: Vec<_> = core.split('.').collect();
    let is_number = |text: &str| {
        let is_padded = text.len() > 1 && text.starts_with('0');
        !text.is_empty() && !is_padded && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let are_parts = |text: &str, allowed: fn(&str) -> bool| text.split('.').all(allowed);
    (2..=3).contains(&numbers.len())
        && is_number(numbers[0])
        && numbers[1..]
            .iter()
            .all(|part| *part == "x" || is_number(part))
        && build.is_none_or(|build| are_parts(build, is_identifier))
        && pre_release.is_none_or(|pre_release| {
            are_parts(pre_release, |part| {
                let is_padded = part.len() > 1 && part.starts_with('0');
                let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
                is_identifier(part) && !(is_padded && is_number)
            })
        })
}

fn split_at_mark(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_identifier(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests;
