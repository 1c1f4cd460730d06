//! A small API for the tests of this crate: things that are made, listed and started.

use std::time::Duration;

use crate::Result;
use crate::client::{Client, ClientBuilder};
use crate::clock::ManualClock;
use crate::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
use crate::operation::{
    Continuation, Continued, Ending, LongRunning, Method, Operation, OperationInfo, Paged,
    Progress, RequestParts, RetryClass, idempotency_token,
};
use crate::transport::{Request, Script};

/// A token that must not appear in anything that is shown.
pub(crate) const CANARY: &str = "canary-7f3a";

/// A client over a script, on a clock that only moves when slept on.
pub(crate) fn client(script: &Script) -> (Client, ManualClock) {
    let clock = ManualClock::new();
    let script = script.clone().on_clock(&clock);
    let client = builder(&script).clock(clock.clone()).build().unwrap();
    (client, clock)
}

/// Settings of a client over a script, on a clock of its own.
pub(crate) fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .host("https://example.test")
        .token(CANARY)
        .environment(())
        .transport(script.clone())
        .clock(ManualClock::new())
        .seed(7)
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A member of a request's JSON body.
pub(crate) fn member(request: &Request, name: &str) -> serde_json::Value {
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    body[name].clone()
}

/// A struct of the API, with members of the given names and types.
macro_rules! model {
    ($name:ident { $($member:ident: $type:ty),* $(,)? }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $member: $type,)*
            pub(crate) extra: Extra,
        }

        impl Model for $name {
            fn empty() -> Self {
                Self::default()
            }

            fn name(&self) -> &'static str {
                stringify!($name)
            }

            fn read_member(
                &mut self,
                name: &str,
                value: &mut Reader<'_>,
            ) -> Result<(), ReadError> {
                match name {
                    $(stringify!($member) => value.read(&mut self.$member),)*
                    _ => self.extra.read(name, value),
                }
            }

            fn write_members(&self, object: &mut ObjectWriter<'_>) {
                $(object.member(stringify!($member), &self.$member);)*
                object.extra(&self.extra);
            }
        }

        json::impl_model!($name);
    };
}

model!(Thing {
    thing_id: i64,
    state: Option<String>,
    message: Option<String>,
    parts: Option<Vec<i64>>,
    next_page_token: Option<String>,
    has_more: Option<bool>,
});
model!(ThingList {
    things: Option<Vec<Thing>>,
    next_page_token: Option<String>,
    has_more: Option<bool>,
});
model!(StartedThing { thing_id: Option<i64> });

// Asks for a thing, whose parts continue over pages.
model!(GetThing { thing_id: i64, page_token: Option<String> });

impl Operation for GetThing {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_thing",
        Method::Get,
        "/api/things/get",
        RetryClass::Safe,
    )
    .not_found("Thing .* does not exist");
    const CONTINUATION: Option<Continuation<Self>> = Some(Continuation::of());
    type Output = Thing;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("thing_id", &self.thing_id);
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Continued for GetThing {
    fn next_page_token(output: &Thing) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn has_more(output: &Thing) -> bool {
        output.has_more.unwrap_or_default()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn merge(whole: &mut Thing, page: Thing) {
        whole
            .parts
            .get_or_insert_default()
            .extend(page.parts.unwrap_or_default());
        whole.next_page_token = page.next_page_token;
        whole.has_more = page.has_more;
    }
}

model!(ListThings { page_token: Option<String>, limit: Option<i64> });

impl Operation for ListThings {
    const INFO: &'static OperationInfo =
        &OperationInfo::new("list_things", Method::Get, "/api/things", RetryClass::Safe);
    type Output = ThingList;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("page_token", &self.page_token);
        request.query("limit", &self.limit);
        Ok(())
    }
}

impl Paged for ListThings {
    type Item = Thing;

    fn next_page_token(output: &ThingList) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn has_more(output: &ThingList) -> bool {
        output.has_more.unwrap_or_default()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn limit_page(&mut self, most: i64) {
        self.limit.get_or_insert(most.min(100));
    }

    fn into_items(output: ThingList) -> Vec<Thing> {
        output.things.unwrap_or_default()
    }
}

// Starts a thing, which a key makes safe to send again.
model!(StartThing { name: String, idempotency_token: Option<String> });

impl Operation for StartThing {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "start_thing",
        Method::Post,
        "/api/things/start",
        RetryClass::Keyed,
    );
    type Output = StartedThing;

    fn prepare(&mut self) {
        idempotency_token(&mut self.idempotency_token);
    }

    fn has_key(&self) -> bool {
        self.idempotency_token.is_some()
    }

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)
    }
}

impl LongRunning for StartThing {
    type Poll = GetThing;

    fn poll(&self, started: &StartedThing) -> Option<GetThing> {
        started.thing_id.map(|thing_id| GetThing {
            thing_id,
            ..GetThing::default()
        })
    }

    fn progress(thing: &Thing) -> Progress<'_> {
        let state = thing.state.as_deref().unwrap_or_default();
        let ending = match state {
            "DONE" => Some(Ending::Succeeded),
            "BROKEN" => Some(Ending::Failed),
            _ => None,
        };
        let message = thing.message.as_deref().unwrap_or_default();
        Progress {
            is_known: !state.is_empty() && !state.starts_with('?'),
            ..Progress::new(state, message, ending)
        }
    }
}

// Makes a thing, each time another.
model!(MakeThing { name: String });

impl Operation for MakeThing {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "make_thing",
        Method::Post,
        "/api/things/make",
        RetryClass::Unsafe,
    );
    type Output = Thing;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)
    }
}

// Removes a thing, which is named in the path.
model!(RemoveThing { name: String });

impl Operation for RemoveThing {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "remove_thing",
        Method::Delete,
        "/api/things/{name}/all",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("name", &self.name)
    }
}
