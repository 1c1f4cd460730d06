//! What can go wrong with an exchange.

use std::fmt;
use std::time::{Duration, SystemTime};

/// Something that goes wrong with one exchange between a client and the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is closed without an answer.
    Close(Moment),
    /// The connection is reset (RST) without an answer.
    Reset(Moment),
    /// Request and answer arrive, each a few milliseconds late.
    Delay,
    /// Nothing comes back for as long as the client waits.
    Stall(Moment),
    /// The request reaches the service only after the client has given up.
    Late,
    /// The service acts and answers, but half of the answer is lost.
    Cut(Framing),
    /// An error is answered.
    Status {
        /// The status of the answer.
        status: u16,
        /// The time to come back that it gives.
        retry_after: RetryAfter,
        /// Whether the service has acted all the same.
        moment: Moment,
    },
    /// A web page is answered, as those in between do.
    Html {
        /// The status of the answer.
        status: u16,
        /// Whether the service has acted all the same.
        moment: Moment,
    },
}

/// On which side of the service's work something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// The request never reaches the service.
    Before,
    /// The service has acted, but its answer is lost.
    After,
}

/// How the end of an answer is told, and so how a client can see that it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framing {
    /// `Content-Length` promises more than comes.
    Length,
    /// A chunk promises more than comes, and no last chunk follows.
    Chunks,
}

/// When the client shall come back, as an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetryAfter {
    /// It does not say.
    Unsaid,
    /// In so many seconds.
    Seconds(u64),
    /// At this time, in whole seconds since the Unix epoch.
    Date(u64),
}

impl Fault {
    /// Every fault that the same request may get past when it is sent again.
    pub fn transient() -> Vec<Self> {
        let mut faults = vec![
            Self::Delay,
            Self::Late,
            Self::Cut(Framing::Length),
            Self::Cut(Framing::Chunks),
        ];
        for moment in [Moment::Before, Moment::After] {
            faults.extend([
                Self::Close(moment),
                Self::Reset(moment),
                Self::Stall(moment),
            ]);
            for status in [408, 429, 500, 502, 503, 504] {
                faults.push(Self::status(status, moment));
            }
            for status in [429, 503] {
                for retry_after in [RetryAfter::Seconds(1), RetryAfter::Date(1)] {
                    faults.push(Self::status(status, moment).retry_after(retry_after));
                }
            }
            for status in [502, 503] {
                faults.push(Self::Html { status, moment });
            }
        }
        faults
    }

    /// An answer with this status, and nothing about when to come back.
    pub fn status(status: u16, moment: Moment) -> Self {
        Self::Status {
            status,
            retry_after: RetryAfter::Unsaid,
            moment,
        }
    }

    /// The same fault; if it is an answer, with a time to come back.
    #[must_use]
    pub fn retry_after(mut self, time: RetryAfter) -> Self {
        if let Self::Status { retry_after, .. } = &mut self {
            *retry_after = time;
        }
        self
    }

    /// Whether the service acts on the request.
    pub fn reaches_the_service(self) -> bool {
        match self {
            Self::Delay | Self::Late | Self::Cut(_) => true,
            Self::Close(moment)
            | Self::Reset(moment)
            | Self::Stall(moment)
            | Self::Status { moment, .. }
            | Self::Html { moment, .. } => moment == Moment::After,
        }
    }

    /// Whether the client is told that the service did not even begin, while it has acted: no
    /// client can see through that unless the request has a key.
    pub fn is_a_lie(self) -> bool {
        match self {
            Self::Status {
                status,
                retry_after,
                moment: Moment::After,
            } => status == 429 || (status == 503 && retry_after != RetryAfter::Unsaid),
            _ => false,
        }
    }
}

impl RetryAfter {
    /// The header's value, if there is to be one.
    pub(super) fn value(self) -> Option<String> {
        match self {
            Self::Unsaid => None,
            Self::Seconds(seconds) => Some(seconds.to_string()),
            Self::Date(seconds) => {
                let date = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
                Some(httpdate::fmt_http_date(date))
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close(moment) => write!(f, "closed {moment}"),
            Self::Reset(moment) => write!(f, "reset {moment}"),
            Self::Delay => f.write_str("short delay"),
            Self::Stall(moment) => write!(f, "no answer in time, lost {moment}"),
            Self::Late => f.write_str("no answer in time, delivered later"),
            Self::Cut(Framing::Length) => f.write_str("answer shorter than its length"),
            Self::Cut(Framing::Chunks) => f.write_str("answer cut within a chunk"),
            Self::Status {
                status,
                retry_after,
                moment,
            } => {
                let told = match retry_after {
                    RetryAfter::Unsaid => "",
                    RetryAfter::Seconds(_) => " with seconds",
                    RetryAfter::Date(_) => " with a date",
                };
                write!(f, "{status}{told} {moment}")
            }
            Self::Html { status, moment } => write!(f, "{status} with a web page {moment}"),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before => "before",
            Self::After => "after",
        })
    }
}
