//! Who calls, as SCIM tells it.

use serde_json::json;

use super::request::Members;
use super::{Answer, Context};

/// `scim/v2/Me`
pub(crate) fn me(context: &mut Context<'_>, _request: &Members) -> Answer {
    let caller = context.caller;
    let groups = caller.groups().enumerate().map(|(place, name)| {
        json!({ "display": name, "value": (place + 1).to_string(), "type": "direct" })
    });
    let emails = json!([{ "type": "work", "value": caller.name(), "primary": true }]);
    Ok(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": caller.id().to_string(),
        "userName": caller.name(),
        "displayName": caller.name(),
        "active": true,
        "emails": if caller.is_user() { emails } else { json!([]) },
        "groups": groups.collect::<Vec<_>>(),
    }))
}
