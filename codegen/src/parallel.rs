//! Work on many things at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does some work for each of these, on as many threads as the machine has use for, and gives what
/// comes of it in their order.
pub(crate) fn in_parallel<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let open = Mutex::new(things.iter().enumerate());
    let next = || open.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work_on = || {
        let mut done = Vec::new();
        while let Some((position, thing)) = next() {
            done.push((position, work(thing)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        // This thread is one of them.
        let others: Vec<_> = (1..threads.min(things.len()))
            .map(|_| scope.spawn(work_on))
            .collect();
        let mut done = work_on();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn results_are_in_the_order_of_the_things() {
        let things: Vec<u32> = (0..1000).collect();
        let squares = in_parallel(&things, |thing| thing * thing);
        assert!(
            squares
                .iter()
                .zip(&things)
                .all(|(square, thing)| *square == thing * thing)
        );
        assert_eq!(squares.len(), things.len());
        assert!(in_parallel(&[], |thing: &u32| *thing).is_empty());
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        in_parallel(&[1, 2, 3], |thing| assert!(*thing != 3, "the third"));
    }
}
