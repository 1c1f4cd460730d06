//! `limits` of a scenario: `service`, or some of them by name.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

use crate::WorkspaceLimits;

/// `service`, or limits by name: the others are as without.
#[derive(Debug, Default)]
pub(super) struct Limits(pub(super) Option<WorkspaceLimits>);

impl<'de> Deserialize<'de> for Limits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LimitsVisitor)
    }
}

/// Reads [`Limits`]. A derived untagged enum would lose the places of its parts.
struct LimitsVisitor;

impl<'de> Visitor<'de> for LimitsVisitor {
    type Value = Limits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`service` or limits by name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Limits, E> {
        if text == "service" {
            return Ok(Limits(Some(WorkspaceLimits::of_the_service())));
        }
        Err(E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, limits: A) -> Result<Limits, A::Error> {
        WorkspaceLimits::deserialize(MapAccessDeserializer::new(limits))
            .map(|limits| Limits(Some(limits)))
    }
}
