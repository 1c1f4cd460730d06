//! Measures how fast each way of reading and writing is.
//!
//! Prints a line for each: work, document, name, bytes of the document, the least and the median
//! time, and the least time including that of dropping what came out, in nanoseconds, separated by
//! tabs.

use std::hint::black_box;
use std::time::Duration;

use bench_decode::{Subject, clock, subjects};

/// How often each gets its turn.
const TURNS: usize = 4;

/// Samples in a turn.
const SAMPLES: usize = 20;

/// Least length of a sample: short documents are read several times in one.
const SAMPLE: Duration = Duration::from_micros(100);

fn main() {
    let subjects = subjects();
    let mut samples = vec![Vec::with_capacity(TURNS * SAMPLES); subjects.len()];
    for _ in 0..TURNS {
        for (subject, samples) in subjects.iter().zip(&mut samples) {
            let repetitions = repetitions(subject);
            samples.extend((0..SAMPLES).map(|_| Sample::take(subject, repetitions)));
        }
    }
    for (subject, samples) in subjects.iter().zip(&samples) {
        let mut work: Vec<Duration> = samples.iter().map(|sample| sample.work).collect();
        work.sort_unstable();
        let with_drop = samples.iter().map(|sample| sample.work + sample.drop).min();
        println!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}",
            subject.work,
            subject.document,
            subject.name,
            subject.bytes,
            work[0].as_nanos(),
            work[work.len() / 2].as_nanos(),
            with_drop.unwrap_or_default().as_nanos(),
        );
    }
}

/// How often to do it in a sample; warms it up, too.
fn repetitions(subject: &Subject) -> u32 {
    let mut repetitions = 1;
    while Sample::take(subject, repetitions).work * repetitions < SAMPLE {
        repetitions *= 2;
    }
    repetitions
}

/// The time of doing it once, averaged over some repetitions.
#[derive(Clone, Copy)]
struct Sample {
    work: Duration,
    /// Time of dropping what came out.
    drop: Duration,
}

impl Sample {
    fn take(subject: &Subject, repetitions: u32) -> Self {
        let mut results = Vec::with_capacity(repetitions as usize);
        let start = clock::now();
        for _ in 0..repetitions {
            results.push(black_box((subject.run)()));
        }
        let done = clock::now();
        drop(results);
        let dropped = clock::now();
        Self {
            work: (done - start) / repetitions,
            drop: (dropped - done) / repetitions,
        }
    }
}
