//! Size, time and number: what one client takes is not missing to the others.

use std::process::Command;
use std::time::Duration;

use super::{Client, Service, request};
use crate::control::program::{PROGRAM, Program};

const CREATE: &str = "/api/2.2/jobs/create";

/// How long a client may take, in the tests of clients that take longer. Those that are in time are
/// so on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(3);

const TOO_LARGE: usize = 10 * 1024 * 1024 + 1;

/// Bodies of 10 MiB are taken, larger ones are not.
#[test]
fn a_body_over_the_limit_is_refused() {
    let service = Service::start(|builder| builder);
    let body = |length: usize| {
        let frame = r#"{"description":""}"#.len();
        format!(r#"{{"description":"{}"}}"#, "x".repeat(length - frame))
    };
    let answer = service.send("POST", CREATE, body(TOO_LARGE - 1).as_bytes());
    assert_ne!(answer.status, 413, "{answer:?}");
    let answer = service.send("POST", CREATE, body(TOO_LARGE).as_bytes());
    answer.is_refused(413, "MALFORMED_REQUEST");
    let answer = service.send("PUT", "/api/emulator/outcomes", &vec![b' '; TOO_LARGE]);
    answer.is_refused(413, "MALFORMED_REQUEST");
    service.is_well();
}

/// A length beyond all measure is refused by the head alone, and so is one of a client that asks.
#[test]
fn a_body_that_is_announced_too_large_is_not_read() {
    let service = Service::start(|builder| builder);
    for header in [
        "content-length: 99999999999",
        "content-length: 10485761\r\nexpect: 100-continue",
    ] {
        let head = format!(
            "POST {CREATE} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\n{header}\r\n\r\n"
        );
        let mut client = service.connect();
        client.write(head.as_bytes());
        let answer = client.answer().unwrap();
        answer.is_refused(413, "MALFORMED_REQUEST");
        assert!(client.is_closed());
    }
    service.is_well();
}

/// Many large bodies at a time are read all the same, one after the other.
#[test]
fn large_bodies_wait_for_each_other() {
    let service = Service::start(|builder| builder);
    let body = vec![b' '; 1_000_000];
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| {
                let answer = service.send("POST", CREATE, &body);
                assert_eq!(answer.status, 200, "{answer:?}");
            });
        }
    });
}

/// Nobody need say how long a body is.
#[test]
fn a_body_in_chunks_ends_at_the_limit_too() {
    let service = Service::start(|builder| builder);
    let mut client = service.connect();
    let head = format!(
        "POST {CREATE} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    client.write(head.as_bytes());
    let chunk = [b"100000\r\n".as_slice(), &[b' '; 0x10_0000], b"\r\n"].concat();
    // It would go on for ever.
    for _ in 0..100 {
        client.write(&chunk);
    }
    // The answer, or else the connection was closed before the client stopped to write.
    if let Some(answer) = client.answer() {
        answer.is_refused(413, "MALFORMED_REQUEST");
    }
    let mut client = service.connect();
    client.write(head.as_bytes());
    for _ in 0..11 {
        client.write(&chunk);
    }
    client.write(b"0\r\n\r\n");
    let answer = client.answer().unwrap();
    answer.is_refused(413, "MALFORMED_REQUEST");
    service.is_well();
}

/// Who sends a head or a body bit by bit is cut off, and told why if there is a way.
#[test]
fn slow_senders_are_cut_off() {
    let service = Service::start(|builder| builder.client_timeout(PATIENCE));
    let mut slow_head = service.connect();
    slow_head.write(b"GET /api/2.2/jobs/list HTTP/1.1\r\nhost:");
    let mut idle = service.connect();
    idle.write(&request("GET", "/api/2.2/jobs/list", b""));
    assert_eq!(idle.answer().unwrap().status, 200);
    let mut slow_body = service.connect();
    slow_body.write(format!("POST {CREATE} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ncontent-length: 9\r\n\r\n{{").as_bytes());
    service.is_well();
    let answer = slow_body.answer().unwrap();
    answer.is_refused(408, "MALFORMED_REQUEST");
    assert!(slow_body.is_closed());
    assert!(slow_head.is_closed());
    assert!(idle.is_closed());
    service.is_well();
}

/// Who asks and asks and never reads an answer is cut off as well.
#[test]
fn slow_readers_are_cut_off() {
    let service = Service::start(|builder| builder.client_timeout(PATIENCE));
    // It is in the journal, whatever becomes of it.
    let job = format!(r#"{{"description":"{}"}}"#, "x".repeat(1_000_000));
    service.send("POST", CREATE, job.as_bytes());
    let list = request("GET", "/api/emulator/journal", b"");
    // A busy machine may take longer to write until nobody takes any more.
    let is_cut_off = [2, 4, 8].into_iter().any(|times| {
        let mut client = service.connect();
        client.write(&list.repeat(20));
        std::thread::sleep(PATIENCE * times);
        // What was on its way arrives, and then nothing.
        std::iter::from_fn(|| client.answer()).count() < 20
    });
    assert!(is_cut_off);
    service.is_well();
}

#[test]
fn a_thousand_idle_connections_hold_nobody_up() {
    // They are as many open files, on both sides.
    let most = nix::sys::resource::Resource::RLIMIT_NOFILE;
    let (_, hard) = nix::sys::resource::getrlimit(most).unwrap();
    nix::sys::resource::setrlimit(most, hard, hard).unwrap();
    let service = Service::start(|builder| builder);
    let mut idle: Vec<_> = (0..1000).map(|_| service.connect()).collect();
    for _ in 0..20 {
        service.is_well();
    }
    // And none of them was closed.
    let last = idle.last_mut().unwrap();
    last.write(&request("GET", "/api/2.2/jobs/list", b""));
    assert_eq!(last.answer().unwrap().status, 200);
}

/// One connection too many is told so; when another is closed, there is room.
#[test]
fn connections_over_the_limit_are_refused() {
    let service = Service::start(|builder| builder.max_connections(3));
    let mut held: Vec<_> = (0..3).map(|_| service.connect()).collect();
    for client in &mut held {
        client.write(&request("GET", "/api/2.2/jobs/list", b""));
        assert_eq!(client.answer().unwrap().status, 200);
    }
    for _ in 0..100 {
        let mut client = service.connect();
        client.write(&request("GET", "/api/2.2/jobs/list", b""));
        match client.answer() {
            Some(answer) => answer.is_refused(503, "TEMPORARILY_UNAVAILABLE"),
            // Of many at once, some are closed without a word.
            None => continue,
        }
        assert!(client.is_closed());
    }
    held.pop();
    let served = (0..1000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        let mut client = service.connect();
        client.write(&request("GET", "/api/2.2/jobs/list", b""));
        client.answer().is_some_and(|answer| answer.status == 200)
    });
    assert!(served);
}

/// Where few files can be open, there are fewer connections; the others are refused, and nothing
/// hangs.
#[test]
fn connections_do_not_use_up_the_files() {
    let few_files = ["-c", r#"ulimit -n 100 && exec "$0""#, PROGRAM];
    let program = Program::run(Command::new("sh").args(few_files));
    let ask = || {
        let mut client = Client::connect(program.address.parse().unwrap());
        client.write(&request("GET", "/api/2.2/jobs/list", b""));
        let answer = client.answer();
        (client, answer.map(|answer| answer.status))
    };
    let held: Vec<_> = (0..200).map(|_| ask()).collect();
    let served = held.iter().filter(|(_, status)| *status == Some(200));
    assert_eq!(served.count(), 36);
    drop(held);
    let served = (0..1000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        ask().1 == Some(200)
    });
    assert!(served);
}
