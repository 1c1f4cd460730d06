//! Posts messages to notification destinations, in real time and on a thread of its own: no run and
//! no request waits for it, and it needs no runtime of the program that it is in.
//!
//! Each destination gets its messages in the order of the events, whatever becomes of the others.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, HeaderValue, Uri, header};
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{HttpTransport, Request, Transport as _, TransportError};
use percent_encoding::percent_decode_str;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock;
use crate::engine::notification::{Config, Delivery, DeliveryState};
use crate::service::{Post, Service, ServiceError};

/// How long a destination may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait before a message is sent again.
const PAUSES: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_millis(300),
    Duration::from_millis(900),
];

/// How long to wait before the database is tried again.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// How many destinations are posted to at a time.
const MAX_DESTINATIONS: usize = 16;

/// Starts to post what a service has to post, whenever there is news, until the service is gone.
pub(crate) fn start(service: Weak<Service>, news: watch::Receiver<u64>) {
    let post = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        match runtime {
            Ok(runtime) => runtime.block_on(post_all(service, news)),
            Err(error) => eprintln!("jobs-emulator: cannot post to webhooks: {error}"),
        }
    };
    let thread = std::thread::Builder::new().name("webhooks".to_owned());
    if let Err(error) = thread.spawn(post) {
        eprintln!("jobs-emulator: cannot post to webhooks: {error}");
    }
}

async fn post_all(service: Weak<Service>, mut news: watch::Receiver<u64>) {
    let transport = match HttpTransport::new() {
        Ok(transport) => Arc::new(transport),
        Err(error) => return eprintln!("jobs-emulator: cannot post to webhooks: {error}"),
    };
    let mut workers = JoinSet::new();
    let mut busy = HashMap::new();
    loop {
        let Some(waiting) = ask(&service, Service::destinations_to_post_to).await else {
            return;
        };
        for destination in waiting {
            if busy.len() >= MAX_DESTINATIONS {
                break;
            }
            if !busy.values().any(|known| *known == destination) {
                let work = post_in_order(service.clone(), transport.clone(), destination.clone());
                busy.insert(workers.spawn(work).id(), destination);
            }
        }
        tokio::select! {
            changed = news.changed() => if changed.is_err() {
                return;
            },
            Some(ended) = workers.join_next_with_id() => {
                let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                busy.remove(&id);
            }
        }
    }
}

/// Posts to one destination until nothing is left.
async fn post_in_order(service: Weak<Service>, transport: Arc<HttpTransport>, destination: String) {
    let mut fails = false;
    while let Some(Some(post)) = ask(&service, |service| service.next_post(&destination)).await {
        // One that failed often enough is tried once with each message, until it is back.
        let pauses = if fails { &[] } else { &PAUSES[..] };
        let delivery = match &post.config {
            Some(config) => deliver(&transport, config, &post, pauses).await,
            None => Delivery::failed("the notification destination is gone"),
        };
        fails = delivery.state == DeliveryState::Failed;
        let end = |service: &Service| service.end_post(&post, delivery.clone());
        if ask(&service, end).await.is_none() {
            return;
        }
    }
}

/// What a service answers, once its database does not fail; none if the service is gone.
async fn ask<T>(
    service: &Weak<Service>,
    question: impl Fn(&Service) -> Result<T, ServiceError>,
) -> Option<T> {
    loop {
        // Held for the question only: it goes when nobody else has it.
        match question(&*service.upgrade()?) {
            Ok(answer) => return Some(answer),
            Err(error) if error.is_stopped() => return None,
            Err(error) => eprintln!("jobs-emulator: {}", error.message),
        }
        pause(PAUSE_AFTER_FAILURE).await;
    }
}

async fn pause(time: Duration) {
    // Nothing ends the wait but the time.
    let _: Option<()> = clock::within(time, std::future::pending()).await;
}

/// Sends a message until it is taken, or there is no sense in it any more.
async fn deliver(
    transport: &HttpTransport,
    config: &Config,
    post: &Post,
    pauses: &[Duration],
) -> Delivery {
    let Some(mut request) = request(config) else {
        return Delivery::failed("there is nothing to post to at the notification destination");
    };
    request.body = post.body().to_string().into();
    request.timeout = Some(TIMEOUT);
    let mut pauses = pauses.iter();
    let mut attempts = 0;
    loop {
        attempts += 1;
        let answer = transport.send(request.clone()).await;
        let (delivery, is_transient) = judge(answer.map(|answer| answer.status));
        let delivery = Delivery {
            attempts,
            ..delivery
        };
        match pauses.next() {
            Some(time) if is_transient => pause(*time).await,
            _ => return delivery,
        }
    }
}

/// What an answer means, and whether another attempt may be answered otherwise.
fn judge(answer: Result<http::StatusCode, TransportError>) -> (Delivery, bool) {
    let status = match answer {
        Ok(status) => status,
        Err(error) => {
            let is_transient = error.kind().is_transient();
            return (Delivery::failed(error.to_string()), is_transient);
        }
    };
    let delivery = Delivery {
        status: Some(status.as_u16()),
        ..Delivery::default()
    };
    if status.is_success() {
        let state = DeliveryState::Delivered;
        return (Delivery { state, ..delivery }, false);
    }
    let error = if status.is_redirection() {
        format!("answered with status {status}: redirects are not followed")
    } else {
        format!("answered with status {status}")
    };
    let is_transient = status.is_server_error() || matches!(status.as_u16(), 408 | 429);
    (
        Delivery {
            status: delivery.status,
            ..Delivery::failed(error)
        },
        is_transient,
    )
}

/// A request to a destination, without a body. Credentials go into a header, not into the address.
fn request(config: &Config) -> Option<Request> {
    let mut parts = config.url()?.parse::<Uri>().ok()?.into_parts();
    let authority = parts.authority?;
    let (user, host) = match authority.as_str().rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority.as_str()),
    };
    let mut headers = HeaderMap::new();
    let json = HeaderValue::from_static("application/json");
    headers.insert(header::CONTENT_TYPE, json);
    let agent = concat!("jobs-emulator/", env!("CARGO_PKG_VERSION"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
    let of_address = user.map(|user| {
        let (name, password) = user.split_once(':').unwrap_or((user, ""));
        (decoded(name), decoded(password))
    });
    let own = config.credentials();
    let own = own.map(|(name, password)| (name.to_owned(), password.to_owned()));
    if let Some((name, password)) = own.or(of_address) {
        let basic = STANDARD.encode(format!("{name}:{password}"));
        let mut value = HeaderValue::try_from(format!("Basic {basic}")).ok()?;
        value.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, value);
    }
    parts.authority = Some(host.parse::<Authority>().ok()?);
    parts
        .path_and_query
        .get_or_insert(PathAndQuery::from_static("/"));
    let url = Uri::from_parts(parts).ok()?;
    let mut request = Request::new("webhook", Method::Post, url);
    request.headers = headers;
    Some(request)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, header, request};
    use crate::engine::notification::NotificationDestination;

    fn basic(destination: &NotificationDestination) -> Option<HeaderValue> {
        let request = request(&destination.config).expect("a request");
        assert!(!request.url.to_string().contains('@'));
        request.headers.get(header::AUTHORIZATION).cloned()
    }

    /// Credentials of the address go into the header, unless there are others.
    #[test]
    fn credentials_are_sent_as_basic_authentication() {
        let hook = |url: &str| NotificationDestination::webhook("id", url);
        assert_eq!(basic(&hook("http://h:1/p?q=1")), None);
        for (destination, value) in [
            (hook("https://ada:pa%40ss@h"), "Basic YWRhOnBhQHNz"),
            (
                hook("https://h").credentials("ada", "pa@ss"),
                "Basic YWRhOnBhQHNz",
            ),
            (
                hook("http://x:y@h/").credentials("ada", "pa@ss"),
                "Basic YWRhOnBhQHNz",
            ),
            (hook("http://ada@h/"), "Basic YWRhOg=="),
        ] {
            let header = basic(&destination).expect("a header");
            assert_eq!(header, value);
            assert!(header.is_sensitive());
        }
    }
}
