//! The requests that a script expects, in whatever order they come.

use std::collections::VecDeque;
use std::panic::Location;

use super::reply::Reply;
use super::wanted::Wanted;
use crate::operation::OperationInfo;
use crate::transport::Request;

/// How many differences are told: beyond these, two requests have little in common.
const TOLD: usize = 5;

/// The expectations of a script, oldest first.
#[derive(Debug, Default)]
pub(super) struct Plan(Vec<Expected>);

/// Requests that are expected, and the answers to them.
#[derive(Debug)]
pub(super) struct Expected {
    operation: &'static str,
    /// What they say; any request of the operation if nothing.
    wanted: Option<Wanted>,
    place: &'static Location<'static>,
    replies: VecDeque<Planned>,
    answered: u64,
}

/// A reply, and how often it is given.
#[derive(Debug)]
struct Planned {
    reply: Reply,
    left: Times,
}

#[derive(Debug)]
enum Times {
    Exactly(u32),
    Any,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an expectation without replies; returns its number.
    pub(super) fn add(
        &mut self,
        info: &'static OperationInfo,
        wanted: Option<Wanted>,
        place: &'static Location<'static>,
    ) -> usize {
        self.0.push(Expected {
            operation: info.name,
            wanted,
            place,
            replies: VecDeque::new(),
            answered: 0,
        });
        self.0.len() - 1
    }

    /// Adds a reply to an expectation, to be given once.
    pub(super) fn add_reply(&mut self, number: usize, reply: Reply) {
        if let Some(expected) = self.0.get_mut(number) {
            expected.replies.push_back(Planned {
                reply,
                left: Times::Exactly(1),
            });
        }
    }

    /// Sets how often the last reply of an expectation is given; none for as often as asked.
    /// False if there is no reply.
    pub(super) fn repeat(&mut self, number: usize, count: Option<u32>) -> bool {
        let replies = self.0.get_mut(number).map(|expected| &mut expected.replies);
        let Some(last) = replies.and_then(VecDeque::back_mut) else {
            return false;
        };
        last.left = count.map_or(Times::Any, Times::Exactly);
        true
    }

    /// The next reply to a request; none if it is not expected, or not that often.
    pub(super) fn reply(&mut self, request: &Request) -> Option<Reply> {
        let mut covering = self
            .0
            .iter_mut()
            .filter(|expected| expected.covers(request));
        covering.find_map(Expected::next)
    }

    /// Why there is no reply to a request.
    pub(super) fn why_not(&self, request: &Request) -> String {
        let same = self
            .0
            .iter()
            .filter(|each| each.operation == request.operation);
        let nearest = same
            .map(|each| (each.differences(request), each))
            .min_by_key(|(differences, each)| (differences.len(), !each.has_reply()));
        match nearest {
            None => format!("no `{}` is expected", request.operation),
            Some((differences, nearest)) if differences.is_empty() => format!(
                "expected at {} no more than {} times; `times` says how often",
                nearest.place, nearest.answered
            ),
            Some((mut differences, nearest)) => {
                let more = differences.len().saturating_sub(TOLD);
                differences.truncate(TOLD);
                let mut told = differences.join(", ");
                if more > 0 {
                    told.push_str(&format!(", and {more} more"));
                }
                format!("the nearest is expected at {}, but {told}", nearest.place)
            }
        }
    }

    /// The replies that nobody asked for, a line for each expectation.
    pub(super) fn missing(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter_map(|expected| {
            let left = expected.left();
            let all = expected.answered + left;
            (left > 0).then(|| {
                format!(
                    "{} expected at {}: {left} of {all} did not come",
                    expected.operation, expected.place
                )
            })
        })
    }
}

impl Expected {
    fn differences(&self, request: &Request) -> Vec<String> {
        let wanted = self.wanted.as_ref();
        let differences = wanted.map(|wanted| wanted.differences(request));
        let differences = differences.into_iter().flatten();
        differences.map(|each| each.to_string()).collect()
    }

    fn covers(&self, request: &Request) -> bool {
        self.operation == request.operation && self.differences(request).is_empty()
    }

    fn next(&mut self) -> Option<Reply> {
        loop {
            let planned = self.replies.front_mut()?;
            match &mut planned.left {
                Times::Any => {}
                Times::Exactly(0) => {
                    self.replies.pop_front();
                    continue;
                }
                Times::Exactly(left) => *left -= 1,
            }
            self.answered += 1;
            return Some(planned.reply.clone());
        }
    }

    fn has_reply(&self) -> bool {
        let replies = self.replies.iter();
        let mut left = replies.map(|planned| &planned.left);
        left.any(|left| !matches!(left, Times::Exactly(0)))
    }

    /// How many requests must come yet.
    fn left(&self) -> u64 {
        let replies = self.replies.iter();
        let left = replies.map(|planned| match planned.left {
            Times::Exactly(left) => u64::from(left),
            Times::Any => 0,
        });
        left.sum()
    }
}
