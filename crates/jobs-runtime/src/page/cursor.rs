//! A place in a list, to be kept until reading goes on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Result;
use crate::error::Error;

/// A place in a list, from which reading can go on later, in another process too.
///
/// It goes with the request that it was taken from: same operation, same filters. Its text
/// (`Display`, `FromStr`, serde) is opaque, and may be stored. How long the service takes its
/// tokens is up to the service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    operation: String,
    /// Elements before the place, counted from the start of the page.
    pub(super) skip: usize,
    /// Token of the page; none where the request itself begins.
    pub(super) token: Option<String>,
}

impl Cursor {
    /// Where a page begins.
    pub(super) fn new(operation: &str, token: Option<String>) -> Self {
        Self {
            operation: operation.to_owned(),
            skip: 0,
            token,
        }
    }

    /// Name of the operation whose list it is a place in, such as `list_runs`.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Checks that it is a place in the list of this operation.
    pub(super) fn check(&self, operation: &'static str) -> Result<()> {
        if self.operation == operation {
            return Ok(());
        }
        let message = format!("the cursor is of `{}`", self.operation);
        Err(Error::invalid_request(message).in_operation(operation))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.token.as_deref().unwrap_or_default();
        write!(f, "{}/{}/{token}", self.operation, self.skip)
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = || {
            let mut parts = text.splitn(3, '/');
            let operation = parts.next().filter(|name| !name.is_empty())?;
            let skip = parts.next()?.parse().ok()?;
            let token = parts.next()?;
            Some(Self {
                operation: operation.to_owned(),
                skip,
                token: (!token.is_empty()).then(|| token.to_owned()),
            })
        };
        read().ok_or_else(|| Error::invalid_request("this is no cursor of a list"))
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
