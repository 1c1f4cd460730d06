//! Several things at once, but not too many.

use std::iter::Enumerate;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

/// How many requests one convenience has under way at most.
pub(crate) const AT_ONCE: usize = 8;

/// Runs all futures, at most [`AT_ONCE`] of them at a time, and gives what they give, in order.
pub(crate) fn all<F: Future>(futures: impl IntoIterator<Item = F>) -> All<F> {
    let futures: Vec<F> = futures.into_iter().collect();
    All {
        waiting: futures.into_iter().enumerate(),
        running: Vec::new(),
        done: Vec::new(),
    }
}

/// A type of its own, not an `async fn`: that would hold the iterator that it is given, whose
/// closures often keep the future from being `Send`.
pub(crate) struct All<F: Future> {
    waiting: Enumerate<vec::IntoIter<F>>,
    running: Vec<(usize, Pin<Box<F>>)>,
    done: Vec<(usize, F::Output)>,
}

// What runs is boxed, what waits is not pinned yet.
impl<F: Future> Unpin for All<F> {}

impl<F: Future> Future for All<F> {
    type Output = Vec<F::Output>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self {
            waiting,
            running,
            done,
        } = self.get_mut();
        loop {
            let next = waiting.by_ref().take(AT_ONCE - running.len());
            running.extend(next.map(|(place, future)| (place, Box::pin(future))));
            if running.is_empty() {
                let mut done = std::mem::take(done);
                done.sort_by_key(|(place, _)| *place);
                return Poll::Ready(done.into_iter().map(|(_, output)| output).collect());
            }
            let before = done.len();
            running.retain_mut(|(place, future)| match future.as_mut().poll(context) {
                Poll::Ready(output) => {
                    done.push((*place, output));
                    false
                }
                Poll::Pending => true,
            });
            // Those that take the places of others are yet to be polled.
            if done.len() == before {
                return Poll::Pending;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    // R19.1
    #[tokio::test]
    async fn all_are_run_in_order_and_not_too_many_at_once() {
        let (running, most) = (Cell::new(0), Cell::new(0));
        let work = |number: usize| {
            let (running, most) = (&running, &most);
            async move {
                running.set(running.get() + 1);
                most.set(most.get().max(running.get()));
                for _ in 0..=number % 3 {
                    tokio::task::yield_now().await;
                }
                running.set(running.get() - 1);
                number
            }
        };
        let outputs = all((0..50).map(work)).await;
        assert_eq!(outputs, (0..50).collect::<Vec<_>>());
        assert_eq!(most.get(), AT_ONCE);
        assert!(all(Vec::<std::future::Ready<()>>::new()).await.is_empty());
    }
}
