//! The journal: which requests came, and how they were answered.

use std::collections::{BTreeMap, VecDeque};

use axum::body::Bytes;
use serde::Serialize;
use serde_json::Value;

use crate::engine::Millis;

/// How many requests are kept.
const MAX_REQUESTS: usize = 10_000;

/// How many bytes of bodies, paths and queries are kept.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Members and parameters that are secret wherever they stand.
const SECRETS: [&str; 11] = [
    "access_token",
    "assertion",
    "auth_secret",
    "client_assertion",
    "client_secret",
    "integration_key",
    "oauth_token",
    "password",
    "refresh_token",
    "subject_token",
    "token_value",
];

/// Members of notification destinations that may be or hold secrets.
const ADDRESSES: [&str; 2] = ["channel_url", "url"];

/// A request that came, as the journal shows it. Credentials are never in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// Number of the request, from 1.
    pub number: u64,
    /// When it came, in milliseconds since the epoch by the emulator's clock.
    pub time: i64,
    /// Who sent it; none if the credentials are not those of a user.
    pub principal: Option<String>,
    /// Name of the operation, such as `run_now`; none if there is none at the path.
    pub operation: Option<&'static str>,
    /// HTTP method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// Parameters of the query.
    pub query: BTreeMap<String, String>,
    /// The body, if it is JSON.
    pub body: Option<Value>,
    /// Status of the answer; none if there was no whole answer (yet).
    pub status: Option<u16>,
    /// How long the answer took in milliseconds of the emulator's clock.
    pub duration_ms: Option<i64>,
    /// Id of the fault that hit it.
    pub fault: Option<u64>,
}

/// A request as it is kept: the body is read when somebody asks.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) time: Millis,
    pub(crate) principal: Option<String>,
    pub(crate) operation: Option<&'static str>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: Bytes,
    pub(crate) fault: Option<u64>,
}

/// Latest requests. The oldest make room for new ones.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    kept: VecDeque<Kept>,
    bytes: usize,
    latest: u64,
    dropped: u64,
}

#[derive(Debug)]
struct Kept {
    number: u64,
    arrival: Arrival,
    status: Option<u16>,
    duration: Option<Millis>,
}

impl Journal {
    /// Takes up a request and tells its number.
    pub(crate) fn begin(&mut self, arrival: Arrival) -> u64 {
        self.latest += 1;
        self.bytes += arrival.size();
        self.kept.push_back(Kept {
            number: self.latest,
            arrival,
            status: None,
            duration: None,
        });
        // The newest stays however large it is.
        while self.kept.len() > MAX_REQUESTS || (self.bytes > MAX_BYTES && self.kept.len() > 1) {
            if let Some(oldest) = self.kept.pop_front() {
                self.bytes -= oldest.arrival.size();
                self.dropped += 1;
            }
        }
        self.latest
    }

    /// Says how a request was answered: with no status if its connection broke.
    pub(crate) fn end(&mut self, number: u64, status: Option<u16>, now: Millis) {
        let position = self.kept.partition_point(|kept| kept.number < number);
        if let Some(kept) = self.kept.get_mut(position)
            && kept.number == number
        {
            kept.status = status;
            kept.duration = Some(now - kept.arrival.time);
        }
    }

    /// Requests with greater numbers than this one, of one operation if asked for.
    pub(crate) fn entries(&self, after: u64, operation: Option<&str>) -> Vec<JournalEntry> {
        let wanted = |kept: &&Kept| {
            kept.number > after
                && operation.is_none_or(|wanted| {
                    let name = kept.arrival.operation;
                    name.is_some_and(|name| super::is_same_operation(wanted, name))
                })
        };
        self.kept.iter().filter(wanted).map(Kept::entry).collect()
    }

    /// How many requests were dropped to make room.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Forgets all requests. Numbers go on.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
        self.dropped = 0;
    }
}

impl Arrival {
    fn size(&self) -> usize {
        self.path.len() + self.query.len() + self.body.len()
    }
}

impl Kept {
    fn entry(&self) -> JournalEntry {
        let arrival = &self.arrival;
        let query = form_urlencoded::parse(arrival.query.as_bytes()).map(|(name, value)| {
            let value = if is_secret(&name) { "***" } else { &*value };
            (name.into_owned(), value.to_owned())
        });
        JournalEntry {
            number: self.number,
            time: arrival.time,
            principal: arrival.principal.clone(),
            operation: arrival.operation,
            method: arrival.method.clone(),
            path: arrival.path.clone(),
            query: query.collect(),
            body: serde_json::from_slice(&arrival.body)
                .ok()
                .map(|body| masked(body, self.hides_addresses())),
            status: self.status,
            duration_ms: self.duration,
            fault: arrival.fault,
        }
    }

    /// Whether it is about a notification destination.
    fn hides_addresses(&self) -> bool {
        let operation = self.arrival.operation.unwrap_or_default();
        operation.ends_with("_notification_destination")
    }
}

fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name)
}

fn masked(mut body: Value, hides_addresses: bool) -> Value {
    match &mut body {
        Value::Object(members) => {
            for (name, value) in members {
                let hides = hides_addresses && ADDRESSES.contains(&name.as_str());
                *value = if hides || is_secret(name) {
                    Value::from("***")
                } else {
                    masked(value.take(), hides_addresses)
                };
            }
        }
        Value::Array(elements) => {
            for element in elements {
                *element = masked(element.take(), hides_addresses);
            }
        }
        _ => {}
    }
    body
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Bytes, Journal, MAX_BYTES, MAX_REQUESTS};

    fn arrival(bytes: usize) -> Arrival {
        Arrival {
            time: 0,
            principal: None,
            operation: None,
            method: "GET".to_owned(),
            path: String::new(),
            query: String::new(),
            body: Bytes::from(vec![b'x'; bytes]),
            fault: None,
        }
    }

    /// R22.6: the journal is bounded in number and in size; the oldest requests make room.
    #[test]
    fn the_oldest_requests_make_room() {
        for (count, bytes, kept) in [
            (MAX_REQUESTS + 3, 0, MAX_REQUESTS),
            (4, MAX_BYTES / 2, 2),
            (3, MAX_BYTES + 1, 1),
        ] {
            let mut journal = Journal::default();
            for _ in 0..count {
                journal.begin(arrival(bytes));
            }
            assert_eq!(journal.entries(0, None).len(), kept);
            assert_eq!(journal.dropped(), (count - kept) as u64);
            // One that is gone is not filled in, and no other instead.
            journal.end(1, Some(200), 5);
            journal.end(count as u64, Some(404), 5);
            let entries = journal.entries(0, None);
            assert_eq!(
                entries
                    .iter()
                    .filter(|entry| entry.status.is_some())
                    .count(),
                1
            );
            assert_eq!(entries.last().and_then(|entry| entry.status), Some(404));
            journal.clear();
            assert_eq!(journal.bytes, 0);
        }
    }
}
