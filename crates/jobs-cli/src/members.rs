//! A request on its way from the command line to its type: members with their JSON.

use jobs_api::runtime::json::{Decode, Extra, ReadError, Reader, Value};

use crate::document::quoted;
use crate::failure::Failure;

/// The members of a request, each as JSON text: so that numbers stay exact, and what the types do
/// not know is sent as it is.
#[derive(Debug, Default)]
pub(crate) struct Members {
    json: Extra,
    /// Whether scalars have no type of their own, as in YAML.
    untyped: bool,
}

impl Members {
    /// Reads an object. `untyped` says that it was YAML.
    pub(crate) fn parse(json: &str, untyped: bool) -> Result<Self, Failure> {
        let members = Self::of(json, untyped);
        members.map_err(|error| Failure::usage(error.without_offset().to_string()))
    }

    /// The same, for those who can tell the place.
    pub(crate) fn of(json: &str, untyped: bool) -> Result<Self, ReadError> {
        let mut members = Self {
            untyped,
            ..Self::default()
        };
        let mut reader = Reader::new(json.as_bytes())?;
        reader.members(&mut |name, value| members.json.read(name, value))?;
        reader.finish()?;
        Ok(members)
    }

    /// Whether there is no member at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.json.iter().next().is_none()
    }

    /// Whether there is a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.json(name).is_some()
    }

    /// A member as JSON.
    pub(crate) fn json(&self, name: &str) -> Option<&str> {
        self.json.text(name)
    }

    /// Names of the members, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.json.iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// A member that is a string, or another scalar as it is written.
    pub(crate) fn scalar(&self, name: &str) -> Option<String> {
        match self.json.get(name)? {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => self.json(name).map(str::to_owned),
            _ => None,
        }
    }

    /// Sets a member to JSON.
    pub(crate) fn set(&mut self, name: &str, json: &str) -> Result<(), Failure> {
        let mut read = || self.json.read(name, &mut Reader::new(json.as_bytes())?);
        read().map_err(|error| wrong(name, error))
    }

    /// Sets a member to a string.
    pub(crate) fn set_string(&mut self, name: &str, text: &str) {
        self.json.insert(name, text);
    }

    /// Sets members of a member that is an object, over those that it has.
    pub(crate) fn merge<'a>(
        &mut self,
        name: &str,
        entries: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Failure> {
        let mut object = match self.json(name).filter(|json| *json != "null") {
            Some(json) => Self::of(json, self.untyped).map_err(|error| wrong(name, error))?,
            None => Self::default(),
        };
        for (key, value) in entries {
            object.set_string(key, value);
        }
        self.set(name, &object.to_json())
    }

    /// Takes from another request the members that are not here.
    pub(crate) fn complete(&mut self, with: &Self) -> Result<(), Failure> {
        for name in with.names() {
            if let Some(json) = with.json(&name).filter(|_| !self.has(&name)) {
                self.set(&name, json)?;
            }
        }
        Ok(())
    }

    /// Takes a member out: nothing, or what stands for it, if it is not there.
    pub(crate) fn take<T: Decode>(&mut self, name: &str) -> Result<T, Failure> {
        let mut value = T::empty();
        if let Some(json) = self.json(name) {
            let read = self.decode(json, &mut value);
            read.map_err(|error| wrong(name, error))?;
        }
        self.json.remove(name);
        Ok(value)
    }

    /// Takes all members as a value.
    pub(crate) fn read<T: Decode>(&mut self) -> Result<T, Failure> {
        let mut value = T::empty();
        // The request has been put together here: its author knows no offsets in it.
        self.decode(&self.to_json(), &mut value)
            .map_err(|error| Failure::usage(error.without_offset().to_string()))?;
        self.json = Extra::new();
        Ok(value)
    }

    /// Refuses members that nothing has taken.
    pub(crate) fn nothing_left(&self) -> Result<(), Failure> {
        match self.json.iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(Failure::usage(format!(
                "the request has no member `{name}`; `--help` lists those it has"
            ))),
        }
    }

    /// All members as an object.
    pub(crate) fn to_json(&self) -> String {
        let members = self.names().into_iter().map(|name| {
            let value = self.json(&name).unwrap_or("null");
            format!("{}:{value}", quoted(&name))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    fn decode<T: Decode>(&self, json: &str, value: &mut T) -> Result<(), ReadError> {
        let mut reader = Reader::new(json.as_bytes())?;
        if self.untyped {
            reader = reader.untyped();
        }
        if !reader.null() {
            value.fill(&mut reader)?;
        }
        reader.finish()
    }
}

/// That a member cannot be used.
fn wrong(name: &str, error: ReadError) -> Failure {
    Failure::usage(format!("`{name}`: {}", error.without_offset()))
}

#[cfg(test)]
mod tests {
    use jobs_api::operations::RunNow;
    use jobs_api::types::JobId;

    use super::*;

    // R18.1
    #[test]
    fn numbers_stay_as_they_are_written() {
        for id in ["9223372036854775807", "9007199254740993", "-1", "\"123\""] {
            let mut members = Members::parse(&format!(r#"{{"job_id": {id}}}"#), false).unwrap();
            let job_id: JobId = members.take("job_id").unwrap();
            assert_eq!(job_id.to_string(), id.trim_matches('"'));
        }
        let long = r#"{"a":123456789012345678901234567890,"b":1.10}"#;
        assert_eq!(Members::parse(long, false).unwrap().to_json(), long);
    }

    // R3.5
    #[test]
    fn members_that_no_type_knows_are_sent() {
        let mut members = Members::parse(r#"{"job_id":1,"new":[1]}"#, false).unwrap();
        let request: RunNow = members.read().unwrap();
        assert_eq!(request.extra.text("new"), Some("[1]"));
    }

    // R18.2
    #[test]
    fn in_yaml_the_member_says_what_a_scalar_is() {
        let mut members = Members::parse(r#"{"job_id":"17","only":[17,"on"]}"#, true).unwrap();
        let request: RunNow = members.read().unwrap();
        assert_eq!(request.job_id, 17.into());
        assert_eq!(request.only.unwrap(), ["17", "on"]);
    }

    #[test]
    fn entries_are_merged_over_those_that_are_there() {
        let mut members = Members::parse(r#"{"p":{"a":"1","b":"2"}}"#, false).unwrap();
        members
            .merge("p", [("b", "3"), ("c", "\"")].into_iter())
            .unwrap();
        assert_eq!(members.to_json(), r#"{"p":{"a":"1","b":"3","c":"\""}}"#);
    }

    // R18.2, R19.2: what was YAML stays YAML.
    #[test]
    fn a_request_is_completed_with_what_it_lacks() {
        let mut members = Members::parse(r#"{"job_id":"17","only":[1]}"#, true).unwrap();
        let more = Members::parse(r#"{"job_id":1,"idempotency_token":"7"}"#, false).unwrap();
        members.complete(&more).unwrap();
        let request: RunNow = members.read().unwrap();
        assert_eq!(request.job_id, 17.into());
        assert_eq!(request.only.unwrap(), ["1"]);
        assert_eq!(request.idempotency_token.unwrap(), "7");
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in ["[]", "{", "1", "{} {}"] {
            Members::parse(text, false).unwrap_err();
        }
    }
}
