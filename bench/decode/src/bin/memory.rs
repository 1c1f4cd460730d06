//! Measures what each way of reading and writing allocates.
//!
//! Prints a line for each: work, document, name, number of allocations, bytes allocated in all,
//! and bytes held by what came out, separated by tabs. A block that grows counts again.

use bench_decode::subjects;

fn main() {
    for subject in subjects() {
        let mut result = None;
        let allocated = allocation_counter::measure(|| result = Some((subject.run)()));
        println!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            subject.work,
            subject.document,
            subject.name,
            allocated.count_total,
            allocated.bytes_total,
            allocated.bytes_current
        );
    }
}
