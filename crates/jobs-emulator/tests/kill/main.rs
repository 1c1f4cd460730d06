//! The program is killed under load, again and again. Whatever it has acknowledged is there when it
//! starts again, nothing is done twice, and what was at work goes on.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test that calls them"
)]

mod client;
mod program;

use std::collections::HashSet;
use std::sync::mpsc;
use std::time::Duration;

use client::Client;
use program::{Connection, Program};

/// How often it is killed.
const KILLS: u32 = 200;

/// How many clients there are at a time.
const CLIENTS: u64 = 4;

/// How many requests are answered before a kill at most, by all clients together.
const MAX_ANSWERS: usize = 60;

/// Another one makes other requests, and kills at other moments.
const SEED: u64 = 20_261_123;

/// R22.4: `kill -9` at any point loses no acknowledged write and leaves a database that starts.
#[test]
fn no_acknowledged_write_is_lost_when_the_program_is_killed() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("data");
    let mut chance = fastrand::Rng::with_seed(SEED);
    let mut clients: Vec<Client> = (0..CLIENTS).map(|id| Client::new(id, SEED)).collect();
    let mut ids = HashSet::new();
    for kill in 0..KILLS {
        if chance.u8(..) < 16 {
            // While it starts.
            Program::spawn(&file).kill_after(Duration::from_micros(chance.u64(..30_000)));
            program::check(&file);
            continue;
        }
        let program = Program::start(&file);
        for client in &mut clients {
            let mut connection = program.connect();
            client.check(&mut connection, kill);
        }
        // After so many answers, however long they take, and at any point of the next ones.
        let answers = chance.usize(..MAX_ANSWERS);
        let (answered, answer) = mpsc::channel();
        std::thread::scope(|scope| {
            for client in &mut clients {
                let (connection, answered) = (program.connect(), answered.clone());
                scope.spawn(move || client.work(connection, kill, &answered));
            }
            drop(answered);
            answer.iter().take(answers).for_each(drop);
            program.kill_after(Duration::from_micros(chance.u64(..2000)));
        });
        for id in clients.iter_mut().flat_map(Client::new_ids) {
            assert!(
                ids.insert(id),
                "the id {id} was given twice, by kill {kill}"
            );
        }
        program::check(&file);
    }
    let program = Program::start(&file);
    let mut connection: Connection = program.connect();
    let mut done = 0;
    for client in &mut clients {
        client.check_all(&mut connection, KILLS);
        done += client.acknowledged();
    }
    // Else nothing would have been shown.
    assert!(done > 2000, "{done} requests were acknowledged");
}
