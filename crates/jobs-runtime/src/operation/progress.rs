//! Work that ends later: what to ask, and what the answers mean.

use super::Operation;

/// An operation that starts work which ends later.
pub trait LongRunning: Operation {
    /// The operation that tells how the work stands.
    type Poll: Operation;

    /// The request that asks for the started work; none if the answer does not name it.
    fn poll(&self, started: &Self::Output) -> Option<Self::Poll>;

    /// What is asked for, in words, such as `run 17`; empty if it has no name.
    fn subject(poll: &Self::Poll) -> String {
        let _ = poll;
        String::new()
    }

    /// How the work stands, as the last answer tells.
    fn progress(answer: &<Self::Poll as Operation>::Output) -> Progress<'_>;

    /// Whether the answer tells of the work that was started, and not still of what was before,
    /// such as the failed run that is being repaired.
    fn has_begun(started: &Self::Output, answer: &<Self::Poll as Operation>::Output) -> bool {
        let _ = (started, answer);
        true
    }
}

/// How far some work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress<'a> {
    /// State in the service's own words; empty if it told none.
    pub state: &'a str,
    /// Whether the state is one that this version of the SDK knows.
    pub is_known: bool,
    /// The service's broadest word for the result, such as `FAILED`; empty if it told none.
    pub result: &'a str,
    /// Its finest word, such as `RUN_EXECUTION_ERROR`, where that is another.
    pub reason: &'a str,
    /// What the service says of it; empty if nothing.
    pub message: &'a str,
    /// Address of a page about it; empty if there is none.
    pub link: &'a str,
    /// Whether and how it has ended.
    pub ending: Option<Ending>,
}

impl<'a> Progress<'a> {
    /// Work in this state, which is a known one, with what the service says of it.
    pub const fn new(state: &'a str, message: &'a str, ending: Option<Ending>) -> Self {
        Self {
            state,
            is_known: true,
            result: "",
            reason: "",
            message,
            link: "",
            ending,
        }
    }

    /// Work as these states and results tell.
    ///
    /// Of the states, the first that is there decides whether the work has ended: those that count
    /// are ends. Of the results of ended work, from the finest to the broadest, the first with a
    /// known value decides: those that count are successes. Where there is no such value, the work
    /// has failed; where no results are looked at, all ends are successes.
    pub fn told(states: &[Told<'a>], results: &[Told<'a>]) -> Self {
        let first = states.iter().find(|told| !told.word.is_empty());
        let deciding = results.iter().find(|told| told.is_known);
        let is_success = results.is_empty() || deciding.is_some_and(|told| told.counts);
        let ending = first.filter(|told| told.counts).map(|_| {
            if is_success {
                Ending::Succeeded
            } else {
                Ending::Failed
            }
        });
        let words = || results.iter().map(|told| told.word);
        let result = words().rfind(|word| !word.is_empty()).unwrap_or_default();
        let reason = words().find(|word| !word.is_empty());
        Self {
            is_known: first.is_some_and(|told| told.is_known),
            result,
            reason: reason.filter(|word| *word != result).unwrap_or_default(),
            ..Self::new(first.map_or("", |told| told.word), "", ending)
        }
    }

    /// Sets the message: the first of these that is not empty.
    #[must_use]
    pub fn message(mut self, messages: &[&'a str]) -> Self {
        let first = messages.iter().find(|message| !message.is_empty());
        self.message = first.copied().unwrap_or_default();
        self
    }

    /// Sets the address of a page about the work.
    #[must_use]
    pub const fn link(mut self, link: &'a str) -> Self {
        self.link = link;
        self
    }
}

/// How some work has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// It did what it was started for.
    Succeeded,
    /// It ended in any other way.
    Failed,
}

/// What a member of an answer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    word: &'a str,
    is_known: bool,
    counts: bool,
}

impl<'a> Told<'a> {
    /// A value, which counts if it is one of these.
    pub fn new<W: Word>(value: Option<&'a W>, counting: &[&str]) -> Self {
        let word = value.map_or("", W::word);
        Self {
            word,
            is_known: !word.is_empty() && value.is_some_and(W::is_known),
            counts: counting.contains(&word),
        }
    }
}

/// A value in the service's own words.
pub trait Word {
    /// The word.
    fn word(&self) -> &str;

    /// Whether it is one that this version of the SDK knows.
    fn is_known(&self) -> bool;
}

impl Word for String {
    fn word(&self) -> &str {
        self
    }

    fn is_known(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(word: &'a str, is_known: bool, counts: bool) -> Told<'a> {
        Told {
            word,
            is_known,
            counts,
        }
    }

    // R1.2: the newer state decides where it is there, even against the older one.
    #[test]
    fn the_first_state_that_is_there_decides() {
        let none = told("", false, false);
        let on = told("ON", true, false);
        let off = told("OFF", true, true);
        let strange = told("STRANGE", false, false);
        for (states, state, has_ended, is_known) in [
            ([none, none], "", false, false),
            ([none, off], "OFF", true, true),
            ([on, off], "ON", false, true),
            ([off, on], "OFF", true, true),
            ([strange, off], "STRANGE", false, false),
        ] {
            let progress = Progress::told(&states, &[]);
            let read = (progress.state, progress.ending.is_some(), progress.is_known);
            assert_eq!(read, (state, has_ended, is_known), "{states:?}");
        }
    }

    // R1.3: an unknown result is passed over, and is never taken for a success.
    #[test]
    fn the_first_known_result_decides() {
        let none = told("", false, false);
        let (good, bad) = (told("GOOD", true, true), told("BAD", true, false));
        let strange = told("STRANGE", false, false);
        let off = [told("OFF", true, true)];
        for (results, ending) in [
            ([good, bad], Ending::Succeeded),
            ([bad, good], Ending::Failed),
            ([none, good], Ending::Succeeded),
            ([strange, good], Ending::Succeeded),
            ([strange, bad], Ending::Failed),
            ([strange, none], Ending::Failed),
            ([none, none], Ending::Failed),
        ] {
            let progress = Progress::told(&off, &results);
            assert_eq!(progress.ending, Some(ending), "{results:?}");
        }
        assert_eq!(Progress::told(&off, &[]).ending, Some(Ending::Succeeded));
    }

    #[test]
    fn the_broadest_result_is_told_with_the_finest_as_its_reason() {
        let off = [told("OFF", true, true)];
        let none = told("", false, false);
        let (fine, broad) = (told("WET", true, false), told("BAD", true, false));
        for (results, expected) in [
            ([fine, broad], ("BAD", "WET")),
            ([fine, none], ("WET", "")),
            ([broad, broad], ("BAD", "")),
            ([none, none], ("", "")),
        ] {
            let progress = Progress::told(&off, &results);
            assert_eq!((progress.result, progress.reason), expected);
        }
        let progress = Progress::told(&off, &[]).message(&["", "late"]).link("l");
        assert_eq!((progress.message, progress.link), ("late", "l"));
    }
}
