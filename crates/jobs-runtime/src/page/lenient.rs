//! A page of a list of which some elements cannot be read.

use std::collections::VecDeque;

use crate::Result;
use crate::json::{ReadError, Reader};
use crate::operation::{Operation, OperationInfo, Output, RequestParts};

/// A page, without those of its elements that could not be read.
pub(super) struct Loaded<T> {
    pub(super) output: T,
    /// Which of the page's elements that were, and why, in their order.
    pub(super) unreadable: VecDeque<(usize, ReadError)>,
}

impl<T> Loaded<T> {
    pub(super) fn whole(output: T) -> Self {
        Self {
            output,
            unreadable: VecDeque::new(),
        }
    }
}

impl<T: Output> Output for Loaded<T> {
    /// Takes out what cannot be read, one element after the other, until the rest can. That is
    /// slow, and only done where something cannot be read.
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        let mut error = match T::decode(body) {
            Ok(output) => return Ok(Self::whole(output)),
            Err(error) => error,
        };
        let mut list: Option<List<'_>> = None;
        let mut unreadable = VecDeque::new();
        loop {
            let Some((member, index)) = error.element() else {
                return Err(error);
            };
            if list.is_none() {
                list = List::find(body, member);
            }
            let Some(list) = list.as_mut().filter(|list| list.member == member) else {
                return Err(error);
            };
            if index >= list.elements.len() {
                return Err(error);
            }
            list.elements.remove(index);
            // Those taken out before it stood before it.
            let index = index + unreadable.len();
            unreadable.push_back((index, error.at_element(index)));
            error = match T::decode(list.document().as_bytes()) {
                Ok(output) => return Ok(Self { output, unreadable }),
                Err(error) => error,
            };
        }
    }
}

/// A list that is a member of a document, taken apart.
struct List<'a> {
    member: String,
    before: &'a str,
    elements: Vec<&'a str>,
    after: &'a str,
}

impl<'a> List<'a> {
    fn find(document: &'a [u8], member: &str) -> Option<Self> {
        let text = str::from_utf8(document).ok()?;
        let mut array = None;
        let mut reader = Reader::new(document).ok()?;
        let members = reader.members(&mut |name, value| {
            let raw = value.raw()?;
            if name == member {
                array = Some(raw);
            }
            Ok(())
        });
        let array: &'a str = members.ok().and(array)?;
        let mut elements = Vec::new();
        let mut reader = Reader::new(array.as_bytes()).ok()?;
        let read = reader.elements(&mut |element| {
            elements.push(element.raw()?);
            Ok(())
        });
        read.ok()?;
        let start = array.as_ptr().addr() - text.as_ptr().addr();
        Some(Self {
            member: member.to_owned(),
            before: text.get(..start)?,
            elements,
            after: text.get(start + array.len()..)?,
        })
    }

    fn document(&self) -> String {
        let elements = self.elements.join(",");
        format!("{}[{elements}]{}", self.before, self.after)
    }
}

/// An operation whose pages may have elements that cannot be read.
#[derive(Clone)]
pub(super) struct Lenient<O>(pub(super) O);

impl<O: Operation> Operation for Lenient<O> {
    const INFO: &'static OperationInfo = O::INFO;

    type Output = Loaded<O::Output>;

    fn has_key(&self) -> bool {
        self.0.has_key()
    }

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        self.0.encode(request)
    }
}
