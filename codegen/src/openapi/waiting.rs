//! Work that ends later, as the extensions of an operation describe it.

use super::read::ObjectReader;
use crate::diagnostics::Place;

/// `x-databricks-wait`: what to poll until the started work has ended.
#[derive(Clone, Debug)]
pub struct Wait {
    /// Where it stands.
    pub place: Place,
    /// The operation to poll.
    pub poll: String,
    /// Its parameter that names the work.
    pub bind: String,
    /// Member of the answer that holds the name; the request's own member if none.
    pub bind_response: Option<String>,
    /// Members that lead to the state.
    pub field: Vec<String>,
    /// Members that lead to what the service says of it.
    pub message: Vec<String>,
    /// States in which the work has ended.
    pub success: Vec<String>,
    /// States in which it has ended in failure.
    pub failure: Vec<String>,
}

/// `x-jobs-outcome`: how to tell the end and success, where the wait alone does not tell them
/// right.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Where it stands.
    pub place: Place,
    /// Which states are ends. The first that the answer has decides; that of the wait if none.
    pub ended: Vec<Tell>,
    /// Which results are successes, from the finest to the broadest. The first whose value is
    /// known decides; all ends are successes if none.
    pub succeeded: Vec<Tell>,
    /// Members that lead to what the service says of it, preferred to those of the wait.
    pub message: Vec<String>,
    /// Members that lead to the address of a page about the work.
    pub link: Vec<String>,
    /// When the answer tells of this work, and not of what was before.
    pub begun: Option<Begun>,
}

/// A value to look at, and those values of it that count.
#[derive(Clone, Debug)]
pub struct Tell {
    /// Members that lead to it.
    pub field: Vec<String>,
    /// The values that count.
    pub values: Vec<String>,
}

/// The list in which started work appears once it has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Members that lead to the list.
    pub list: Vec<String>,
    /// Member of its elements that names them.
    pub key: String,
    /// Member of the answer to the start that holds that name.
    pub bind_response: String,
    /// Parameter to set, so that the list is in the answer.
    pub ask: Option<String>,
}

pub(super) fn read_wait(reader: &mut ObjectReader<'_, '_>) -> Option<Wait> {
    let mut reader = reader.object("x-databricks-wait")?;
    let wait = Wait {
        place: reader.place().clone(),
        poll: reader.required_string("poll"),
        bind: reader.required_string("bind"),
        bind_response: reader.string("bindResponse"),
        field: reader.required_strings("field"),
        message: reader.strings("message"),
        success: reader.required_strings("success"),
        failure: reader.strings("failure"),
    };
    // The vendor's time limit is not ours: waiting has none unless asked.
    reader.finish(&["timeout"]);
    Some(wait)
}

pub(super) fn read_outcome(reader: &mut ObjectReader<'_, '_>) -> Option<Outcome> {
    let mut outcome = reader.object("x-jobs-outcome")?;
    let read = Outcome {
        place: outcome.place().clone(),
        ended: read_tells(&mut outcome, "ended"),
        succeeded: read_tells(&mut outcome, "succeeded"),
        message: outcome.strings("message"),
        link: outcome.strings("link"),
        begun: read_begun(&mut outcome),
    };
    outcome.finish(&[]);
    // It tells what an end means that only waiting finds.
    reader.require("x-databricks-wait");
    Some(read)
}

fn read_tells(reader: &mut ObjectReader<'_, '_>, name: &'static str) -> Vec<Tell> {
    let elements = reader.elements(name);
    let read = elements.into_iter().map(|element| {
        let mut element = ObjectReader::new(element, reader.diagnostics);
        let tell = Tell {
            field: element.required_strings("field"),
            values: element.required_strings("values"),
        };
        element.finish(&[]);
        tell
    });
    read.collect()
}

fn read_begun(reader: &mut ObjectReader<'_, '_>) -> Option<Begun> {
    let mut reader = reader.object("begun")?;
    let begun = Begun {
        list: reader.required_strings("list"),
        key: reader.required_string("key"),
        bind_response: reader.required_string("bindResponse"),
        ask: reader.string("ask"),
    };
    reader.finish(&[]);
    Some(begun)
}
