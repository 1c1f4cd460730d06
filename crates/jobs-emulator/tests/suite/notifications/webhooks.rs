//! Messages that are really posted.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jobs_emulator::{DeliveryState, Notification, NotificationDestination};
use serde_json::{Value, json};

use crate::common::{Service, id, task};
use crate::control::program::Program;
use crate::persistence::DataFile;

/// Longer than any post here takes.
const LONG: Duration = Duration::from_secs(20);

/// Takes what is posted to it, on a real socket.
pub(super) struct Receiver {
    pub(super) url: String,
    taken: Arc<Mutex<Vec<Taken>>>,
}

/// A request that was posted.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) head: String,
    pub(super) body: Value,
}

impl Receiver {
    /// Answers with these statuses, one after the other, and then with 200.
    pub(super) fn start(statuses: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let taken = Arc::new(Mutex::new(Vec::new()));
        let mut statuses = VecDeque::from(statuses.to_vec());
        let takes = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut reader = BufReader::new(stream.expect("a connection"));
                let (mut head, mut length) = (String::new(), 0);
                while !head.ends_with("\r\n\r\n")
                    && reader.read_line(&mut head).is_ok_and(|read| read > 0)
                {
                    let line = head.lines().next_back().unwrap_or_default().to_lowercase();
                    if let Some(value) = line.strip_prefix("content-length: ") {
                        length = value.parse().expect("a length");
                    }
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).expect("a body");
                let body = serde_json::from_slice(&body).unwrap_or_default();
                takes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(Taken { head, body });
                let status = statuses.pop_front().unwrap_or("200 OK");
                let answer = format!(
                    "HTTP/1.1 {status}\r\nlocation: /elsewhere\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
                );
                let _ = reader.get_mut().write_all(answer.as_bytes());
            }
        });
        Self {
            url: format!("http://{address}/hook"),
            taken,
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let taken = self.taken.lock();
        taken.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn events(&self) -> Vec<String> {
        let event = |taken: &Taken| taken.body["event_type"].as_str().unwrap_or("-").to_owned();
        self.taken().iter().map(event).collect()
    }
}

/// A URL whose connections end without an answer. A port that nobody has would do as well, if no
/// other test could come to have it.
fn dead_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || listener.incoming().for_each(drop));
    format!("http://{address}/canary-path")
}

/// A URL that nobody answers at: what is posted there is on its way for as long as an attempt may
/// take, and for all attempts of a message.
fn silent_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || listener.incoming().collect::<Vec<_>>());
    format!("http://{address}/hook")
}

/// A job that tells these destinations of its start and its success.
pub(super) fn job(ids: &[&str]) -> Value {
    let hooks: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    json!({
        "name": "nightly",
        "webhook_notifications": { "on_start": hooks, "on_success": hooks },
        "tasks": [task("a", &[])],
    })
}

pub(super) async fn settled(service: &Service) -> Vec<Notification> {
    let workspace = service.handle.workspace();
    let settles = tokio::time::timeout(LONG, workspace.deliveries_settled());
    settles.await.expect("in time").expect("the database");
    workspace.notifications().expect("the journal")
}

fn outcome(one: &Notification) -> (DeliveryState, Option<u16>, u32) {
    let delivery = one.delivery.as_ref().expect("a post");
    (delivery.state, delivery.status, delivery.attempts)
}

/// 5.7: events are posted in their order, with the credentials of the destination.
#[tokio::test]
async fn events_are_posted() {
    let receiver = Receiver::start(&[]);
    let hook = NotificationDestination::webhook("hook", &receiver.url)
        .credentials("ada", "canary-webhook");
    let service = Service::with(|builder| builder.notification_destination(hook));
    let job_id = service.create(job(&["hook"])).await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let told = settled(&service).await;
    assert_eq!(receiver.events(), ["jobs.on_start", "jobs.on_success"]);
    let first = &receiver.taken()[0];
    assert_eq!(
        first.body,
        json!({
            "event_type": "jobs.on_start",
            "workspace_id": "1",
            "run": { "run_id": run_id.to_string() },
            "job": { "job_id": job_id.to_string(), "name": "nightly" },
        })
    );
    let head = first.head.to_lowercase();
    assert!(head.starts_with("post /hook http/1.1\r\n"));
    assert!(head.contains("content-type: application/json"));
    assert!(head.contains("authorization: basic "));
    assert_eq!(outcome(&told[0]), (DeliveryState::Delivered, Some(200), 1));
    assert!(!format!("{told:?}").contains("canary"));
}

/// A post that a server error answers is sent again; a refusal and a redirect are final.
#[tokio::test]
async fn posts_are_tried_again_where_it_may_help() {
    for (statuses, expected) in [
        (&["503 Busy"][..], (DeliveryState::Delivered, Some(200), 2)),
        (
            &["429 Often", "500 Broken"],
            (DeliveryState::Delivered, Some(200), 3),
        ),
        (&["404 Gone"], (DeliveryState::Failed, Some(404), 1)),
        (&["302 There"], (DeliveryState::Failed, Some(302), 1)),
        (&["500 Broken"; 4], (DeliveryState::Failed, Some(500), 4)),
    ] {
        let receiver = Receiver::start(statuses);
        let hook = NotificationDestination::webhook("hook", &receiver.url);
        let service = Service::with(|builder| builder.notification_destination(hook));
        let job_id = service.create(job(&["hook"])).await;
        service.run_now(job_id).await;
        let told = settled(&service).await;
        assert_eq!(outcome(&told[0]), expected, "{statuses:?}");
        let paths_are_same = receiver
            .taken()
            .iter()
            .all(|one| one.head.starts_with("POST /hook "));
        assert!(paths_are_same, "a redirect is not followed");
    }
}

/// One that cannot be reached, and one that is not there, do not hold up the others.
#[tokio::test]
async fn destinations_that_fail_hurt_nobody() {
    let receiver = Receiver::start(&[]);
    let dead = dead_url();
    let service = Service::with(|builder| {
        builder
            .notification_destination(NotificationDestination::webhook("dead", dead))
            .notification_destination(NotificationDestination::webhook("live", &receiver.url))
    });
    let job_id = service.create(job(&["dead", "live", "none"])).await;
    service.run_now(job_id).await;
    service.advance(1000);
    let told = settled(&service).await;
    assert_eq!(receiver.events(), ["jobs.on_start", "jobs.on_success"]);
    let of = |id: &str| {
        let of_id: Vec<_> = told.iter().filter(|one| one.recipient == id).collect();
        of_id.iter().map(|one| outcome(one)).collect::<Vec<_>>()
    };
    let failed = |attempts| (DeliveryState::Failed, None, attempts);
    assert_eq!(of("none"), [failed(0), failed(0)]);
    // One that has failed often enough is tried once for each event.
    assert_eq!(of("dead"), [failed(4), failed(1)]);
    assert_eq!(of("live").len(), 2);
    assert!(!format!("{told:?}").contains("canary"));
}

/// What was not posted when the process ended is posted at the next start.
#[tokio::test]
async fn posts_outlive_the_process() {
    let file = DataFile::new("posts");
    let start = |url: String| {
        let hook = NotificationDestination::webhook("hook", url);
        let data = file.0.clone();
        Service::with(|builder| builder.data(data).notification_destination(hook))
    };
    let service = start(silent_url());
    let job_id = service.create(job(&["hook"])).await;
    service.run_now(job_id).await;
    drop(service);
    let receiver = Receiver::start(&[]);
    let service = start(receiver.url.clone());
    settled(&service).await;
    assert_eq!(receiver.events(), ["jobs.on_start"]);
}

/// A process that is killed loses no message that was to be posted.
#[test]
fn posts_outlive_a_kill() {
    let file = DataFile::new("killed");
    let data = file.0.display().to_string();
    let flags = ["--data", &data, "--task-duration-ms", "1"];
    let start = |url: &str| {
        let hook = format!("hook={url}");
        Program::start(&[&flags[..], &["--notification-destination", &hook]].concat())
    };
    let program = start(&silent_url());
    let post = |path: &str, body: Value| {
        let answer = program.send("t", &format!("POST {path}"), &body.to_string());
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()
    };
    let job_id = id(&post("/api/2.2/jobs/create", job(&["hook"])), "job_id");
    for _ in 0..3 {
        post("/api/2.2/jobs/run-now", json!({ "job_id": job_id }));
    }
    drop(program);

    let receiver = Receiver::start(&[]);
    let program = start(&receiver.url);
    // The queued runs go on, one after the other.
    let are_ended = (0..1000).any(|_| {
        let runs = program.send("t", "GET /api/2.2/jobs/runs/list", "");
        std::thread::sleep(Duration::from_millis(10));
        runs.matches(r#""result_state":"SUCCESS""#).count() == 3
    });
    assert!(are_ended);
    let settled = program.send("t", "POST /api/emulator/notifications/settle", "");
    assert!(settled.ends_with(r#"{"pending":0}"#), "{settled}");
    let events = receiver.events();
    let starts = events.iter().filter(|event| *event == "jobs.on_start");
    assert_eq!((starts.count(), events.len()), (3, 6));
}

/// R22.6: what a test throws away is not posted, and numbers begin again without harm.
#[tokio::test]
async fn a_reset_forgets_what_was_to_be_posted() {
    let receiver = Receiver::start(&[]);
    let hook = NotificationDestination::webhook("hook", &receiver.url);
    let service = Service::with(|builder| builder.notification_destination(hook));
    for _ in 0..3 {
        let job_id = service.create(job(&["hook"])).await;
        service.run_now(job_id).await;
        service.handle.workspace().reset().unwrap();
    }
    let job_id = service.create(job(&["hook"])).await;
    service.run_now(job_id).await;
    let told = settled(&service).await;
    assert_eq!(told.len(), 1);
    assert_eq!(outcome(&told[0]), (DeliveryState::Delivered, Some(200), 1));
}
