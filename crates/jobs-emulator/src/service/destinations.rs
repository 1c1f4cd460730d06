//! Notification destinations, as the product has them: what jobs point to by id.

use serde_json::{Map, Value, json};

use super::page_token::{self, Limits, Rows};
use super::request::Members;
use super::{Answer, Context, ServiceError};
use crate::engine::notification::{Config, NotificationDestination};
use crate::store::DestinationRow;

const LIMITS: Limits = Limits {
    rows: Rows::Destinations,
    default: 20,
    max: 100,
    zero: Some(20),
};

/// `notification-destinations`, POST
pub(crate) fn create(context: &mut Context<'_>, request: &Members) -> Answer {
    require_admin(context)?;
    let config = config_of(request)?;
    let config = config.ok_or_else(|| ServiceError::invalid("Missing required field: config."))?;
    let name = request.text("display_name")?;
    let destination = NotificationDestination {
        id: new_id(),
        display_name: name
            .ok_or_else(|| ServiceError::invalid("Missing required field: display_name."))?
            .to_owned(),
        config,
    };
    keep(context, &destination)
}

/// `notification-destinations/{id}`, GET
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    Ok(destination_of(context, request)?.view())
}

/// `notification-destinations`, GET
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let wanted = page_token::list_page(request, "page_size", &LIMITS)?;
    let page = context.tables.destinations(&wanted)?;
    let items = page.rows.iter().map(|row| {
        let mut item = row.destination.view();
        if let Some(members) = item.as_object_mut() {
            members.remove("config");
        }
        item
    });
    let items = items.collect();
    let key = |row: &DestinationRow| row.key;
    let mut answer = page_token::list_answer(Rows::Destinations, &page, key, items);
    answer.remove("has_more");
    answer.remove("prev_page_token");
    Ok(Value::Object(answer))
}

/// `notification-destinations/{id}`, PATCH
pub(crate) fn update(context: &mut Context<'_>, request: &Members) -> Answer {
    require_admin(context)?;
    let mut destination = destination_of(context, request)?;
    let (name, config) = (request.text("display_name")?, config_of(request)?);
    if name.is_none() && config.is_none() {
        return Err(ServiceError::invalid(
            "At least one of display_name and config must be specified.",
        ));
    }
    if let Some(name) = name {
        name.clone_into(&mut destination.display_name);
    }
    if let Some(config) = config {
        let updated = destination.config.update(config);
        updated.map_err(ServiceError::invalid)?;
    }
    keep(context, &destination)
}

/// `notification-destinations/{id}`, DELETE
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    require_admin(context)?;
    let destination = destination_of(context, request)?;
    context.tables.remove_destination(&destination.id)?;
    Ok(json!({}))
}

fn keep(context: &Context<'_>, destination: &NotificationDestination) -> Answer {
    destination.check().map_err(ServiceError::invalid)?;
    context.tables.set_destination(destination, context.now)?;
    Ok(destination.view())
}

fn require_admin(context: &Context<'_>) -> Result<(), ServiceError> {
    if context.caller.is_admin() {
        return Ok(());
    }
    Err(ServiceError::forbidden(format!(
        "User {} is not an admin of the workspace, and only admins may change notification destinations.",
        context.caller.name()
    )))
}

fn config_of(request: &Members) -> Result<Option<Config>, ServiceError> {
    let config: Option<&Map<String, Value>> = request.object("config")?;
    let read = config.map(Config::read).transpose();
    read.map_err(ServiceError::invalid)
}

fn destination_of(
    context: &Context<'_>,
    request: &Members,
) -> Result<NotificationDestination, ServiceError> {
    let id = request.text("id")?.unwrap_or_default();
    let known = context.tables.destination(id)?;
    known.ok_or_else(|| {
        ServiceError::no_resource(format!("Notification destination {id} does not exist."))
    })
}

/// A random UUID.
fn new_id() -> String {
    let bits = fastrand::u128(..);
    // Version 4 and the variant of RFC 9562 have fixed bits of their own.
    let bits = bits & !(0xf << 76) | 4 << 76;
    let bits = bits & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{bits:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}
