//! What a service tells of an error beside its message: typed objects, tagged with `@type`.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

/// Further details that a service gave with an error: of each type the last one, and what has no
/// type that is known.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorDetails {
    /// Why, in terms that programs can tell apart.
    pub error_info: Option<ErrorInfo>,
    /// How to name the request to those who run the service.
    pub request_info: Option<RequestInfo>,
    /// When to come back.
    pub retry_info: Option<RetryInfo>,
    /// Where in the service it happened.
    pub debug_info: Option<DebugInfo>,
    /// Which quotas are used up.
    pub quota_failure: Option<QuotaFailure>,
    /// What must hold before the request can succeed.
    pub precondition_failure: Option<PreconditionFailure>,
    /// Which members of the request are not as they must be.
    pub bad_request: Option<BadRequest>,
    /// Which thing it is about.
    pub resource_info: Option<ResourceInfo>,
    /// Where to read on.
    pub help: Option<Help>,
    /// All that is of no known type, or not shaped as its type says, as it came.
    pub unknown: Vec<Value>,
}

impl ErrorDetails {
    /// No details.
    pub(super) const NONE: &'static Self = &Self {
        error_info: None,
        request_info: None,
        retry_info: None,
        debug_info: None,
        quota_failure: None,
        precondition_failure: None,
        bad_request: None,
        resource_info: None,
        help: None,
        unknown: Vec::new(),
    };

    /// Sorts out what came.
    #[cfg(feature = "client")]
    pub(super) fn read(details: Vec<Value>) -> Self {
        let mut read = Self::default();
        for detail in details {
            if !read.take(&detail) {
                read.unknown.push(detail);
            }
        }
        read
    }

    /// Takes in a detail of a known type that is shaped as its type says; tells whether it was.
    #[cfg(feature = "client")]
    fn take(&mut self, detail: &Value) -> bool {
        let tag = detail.get("@type").and_then(Value::as_str);
        match tag.and_then(|tag| tag.strip_prefix("type.googleapis.com/google.rpc.")) {
            Some("ErrorInfo") => read::into(&mut self.error_info, detail),
            Some("RequestInfo") => read::into(&mut self.request_info, detail),
            Some("RetryInfo") => read::into(&mut self.retry_info, detail),
            Some("DebugInfo") => read::into(&mut self.debug_info, detail),
            Some("QuotaFailure") => read::into(&mut self.quota_failure, detail),
            Some("PreconditionFailure") => read::into(&mut self.precondition_failure, detail),
            Some("BadRequest") => read::into(&mut self.bad_request, detail),
            Some("ResourceInfo") => read::into(&mut self.resource_info, detail),
            Some("Help") => read::into(&mut self.help, detail),
            _ => false,
        }
    }
}

/// Structs whose members are all optional on the wire: what is absent is empty.
macro_rules! details {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        #[cfg(feature = "client")]
        impl read::FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                let object = value.as_object()?;
                Some(Self {
                    $($field: read::member(object, stringify!($field))?,)*
                })
            }
        }
    )*};
}

details! {
    /// Why, in terms that programs can tell apart.
    ErrorInfo {
        /// What happened, such as `API_DISABLED`; unique within the domain.
        reason: String,
        /// Whose reason it is, such as `databricks.com`.
        domain: String,
        /// What it was about, by name.
        metadata: BTreeMap<String, String>,
    }

    /// How to name the request to those who run the service.
    RequestInfo {
        /// The id under which the service knows the request.
        request_id: String,
        /// What else the service noted, for its own people only.
        serving_data: String,
    }

    /// When to come back.
    RetryInfo {
        /// How long to wait at least before the next attempt.
        retry_delay: Option<Duration>,
    }

    /// Where in the service it happened.
    DebugInfo {
        /// The stack, innermost first.
        stack_entries: Vec<String>,
        /// What else there is to say.
        detail: String,
    }

    /// Which quotas are used up.
    QuotaFailure {
        /// One for each quota.
        violations: Vec<QuotaViolation>,
    }

    /// A quota that is used up.
    QuotaViolation {
        /// Whose quota it is, such as `clientip:…` or `project:…`.
        subject: String,
        /// What is used up, and how to get more.
        description: String,
    }

    /// What must hold before the request can succeed.
    PreconditionFailure {
        /// One for each condition that does not hold.
        violations: Vec<PreconditionViolation>,
    }

    /// A condition that does not hold.
    PreconditionViolation {
        /// What kind of condition it is, in the service's own terms.
        r#type: String,
        /// What it does not hold for.
        subject: String,
        /// How it fails, and what to do.
        description: String,
    }

    /// Which members of the request are not as they must be.
    BadRequest {
        /// One for each member.
        field_violations: Vec<FieldViolation>,
    }

    /// A member of the request that is not as it must be.
    FieldViolation {
        /// Path of the member, with dots.
        field: String,
        /// Why it is bad.
        description: String,
    }

    /// Which thing it is about.
    ResourceInfo {
        /// What kind of thing.
        resource_type: String,
        /// Which one.
        resource_name: String,
        /// Whose it is.
        owner: String,
        /// What went wrong with it.
        description: String,
    }

    /// Where to read on.
    Help {
        /// Pages that help.
        links: Vec<HelpLink>,
    }

    /// A page that helps.
    HelpLink {
        /// What it offers.
        description: String,
        /// Where it is.
        url: String,
    }
}

/// How details are read: strictly, since what does not fit is kept as it came.
#[cfg(feature = "client")]
mod read {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use serde_json::{Map, Value};

    /// A value as one type of detail has it; none if it is not of that shape.
    pub(super) trait FromJson: Sized {
        fn from_json(value: &Value) -> Option<Self>;
    }

    /// Puts a detail where the last of its type stands; tells whether it has the shape for it.
    pub(super) fn into<T: FromJson>(slot: &mut Option<T>, detail: &Value) -> bool {
        let read = T::from_json(detail);
        let fits = read.is_some();
        *slot = read.or(slot.take());
        fits
    }

    /// A member of an object: empty if absent or null, none if of another type.
    pub(super) fn member<T: FromJson + Default>(
        object: &Map<String, Value>,
        name: &str,
    ) -> Option<T> {
        match object.get(name.trim_start_matches("r#")) {
            None | Some(Value::Null) => Some(T::default()),
            Some(value) => T::from_json(value),
        }
    }

    impl FromJson for String {
        fn from_json(value: &Value) -> Option<Self> {
            value.as_str().map(str::to_owned)
        }
    }

    impl<T: FromJson> FromJson for Vec<T> {
        fn from_json(value: &Value) -> Option<Self> {
            value.as_array()?.iter().map(T::from_json).collect()
        }
    }

    impl FromJson for BTreeMap<String, String> {
        fn from_json(value: &Value) -> Option<Self> {
            let members = value.as_object()?.iter();
            members
                .map(|(name, value)| Some((name.clone(), String::from_json(value)?)))
                .collect()
        }
    }

    impl FromJson for Option<Duration> {
        fn from_json(value: &Value) -> Option<Self> {
            duration(value.as_str()?).map(Some)
        }
    }

    /// Reads `42.000000001s` exactly; digits below a nanosecond are cut off.
    fn duration(text: &str) -> Option<Duration> {
        let number = text.strip_suffix('s')?;
        let (seconds, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(seconds) || !is_digits(fraction) {
            return None;
        }
        let nanos = format!("{:0<9}", &fraction[..fraction.len().min(9)]);
        Some(Duration::new(seconds.parse().ok()?, nanos.parse().ok()?))
    }
}
