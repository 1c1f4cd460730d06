//! What a generated command is: the seam that the generator's template plugs into.

use std::pin::Pin;

use crate::failure::Failure;
use crate::members::Members;
use crate::session::Session;

/// A command of the program: one operation of the API.
pub(crate) struct Command {
    /// Name of the operation, such as `list_runs`.
    pub(crate) operation: &'static str,
    /// How it is spelt: `list-runs`, or a group and a name.
    pub(crate) words: &'static [&'static str],
    /// Another spelling; empty if there is none.
    pub(crate) also: &'static [&'static str],
    /// What it does, in a sentence.
    pub(crate) about: &'static str,
    /// What else there is to know, in paragraphs.
    pub(crate) details: &'static str,
    /// The members of the request that need no JSON.
    pub(crate) flags: &'static [Flag],
    /// Names of the members that a request cannot do without.
    pub(crate) required: &'static [&'static str],
    /// Whether it changes anything.
    pub(crate) changes: bool,
    /// What comes of it.
    pub(crate) answer: Answer,
    /// The member of the answer, or of each element, that names it.
    pub(crate) id: Option<&'static str>,
    /// Makes the request, sends it and shows what comes of it.
    pub(crate) send: for<'a> fn(&'a mut Session, Members) -> Sent<'a>,
}

/// What is left to do for a command.
pub(crate) type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + 'a>>;

/// What comes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing but that it was done.
    Nothing,
    /// One value.
    One,
    /// A list, over all its pages.
    List,
    /// Work that goes on after the answer, and that can be waited for.
    Work,
}

/// A member of a request, as a flag or an argument.
pub(crate) struct Flag {
    /// Name of the flag, without dashes.
    pub(crate) name: &'static str,
    /// Name of the member.
    pub(crate) member: &'static str,
    /// What it takes.
    pub(crate) kind: Kind,
    /// What it is for, in paragraphs.
    pub(crate) about: &'static str,
    /// Whether it stands without its name.
    pub(crate) positional: bool,
}

impl Flag {
    pub(crate) const fn new(
        name: &'static str,
        member: &'static str,
        kind: Kind,
        about: &'static str,
    ) -> Self {
        Self {
            name,
            member,
            kind,
            about,
            positional: false,
        }
    }

    /// The same as an argument that stands without its name.
    pub(crate) const fn positional(mut self) -> Self {
        self.positional = true;
        self
    }
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A number, which may have to be whole.
    Number {
        whole: bool,
    },
    Boolean,
    /// One of these.
    Word(&'static [&'static str]),
    /// One of them each time.
    List(&'static Kind),
    /// `name=value`, any number of times.
    TextMap,
}
