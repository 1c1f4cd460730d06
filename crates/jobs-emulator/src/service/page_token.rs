//! Page tokens: opaque to clients.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use serde_json::{Map, Value};

use super::ServiceError;
use super::request::Members;
use crate::store::{Direction, Page, PageRequest, RowKey};

/// Elements of one array on a page of an object.
pub(crate) const ARRAY_PAGE: usize = 100;

/// Newest rows that can be left out by number.
const MAX_OFFSET: i64 = 10_000;

/// How many rows a list shows.
pub(crate) struct Limits {
    /// Without a limit in the request.
    pub(crate) default: usize,
    /// At most.
    pub(crate) max: usize,
    /// For a limit of 0, where that is allowed.
    pub(crate) zero: Option<usize>,
}

/// Reads which page of a list a request asks for.
pub(crate) fn list_page(
    request: &Members,
    limit_name: &str,
    limits: &Limits,
) -> Result<PageRequest, ServiceError> {
    let limit = match (request.integer(limit_name)?, limits.zero) {
        (None, _) => limits.default,
        (Some(0), Some(zero)) => zero,
        (Some(limit), _) => match usize::try_from(limit) {
            Ok(0) | Err(_) => {
                let message = format!("Invalid limit {limit} - it has to be greater than 0.");
                return Err(ServiceError::invalid(message));
            }
            Ok(count) if count > limits.max => {
                let max = limits.max;
                let message = format!("Invalid limit {limit} - it has to be no more than {max}.");
                return Err(ServiceError::invalid(message));
            }
            Ok(count) => count,
        },
    };
    let from = request.text("page_token")?.map(decode_row).transpose()?;
    let offset = match (request.integer("offset")?.unwrap_or(0), from) {
        (_, Some(_)) => 0,
        (offset, None) if offset > MAX_OFFSET => {
            return Err(ServiceError::invalid(format!(
                "The supplied offset {offset} has exceeded the value of {MAX_OFFSET} allowed for \
                 this parameter.Please use the page_token parameter to paginate: \
                 https://docs.databricks.com/api/workspace/jobs/listruns#page_token"
            )));
        }
        (offset, None) => usize::try_from(offset)
            .map_err(|_| ServiceError::invalid(format!("Invalid offset {offset}.")))?,
    };
    Ok(PageRequest {
        limit,
        offset,
        from,
    })
}

/// The answer of a list: its elements, unless there are none, and the tokens of the pages around.
pub(crate) fn list_answer<T>(
    member: &str,
    page: &Page<T>,
    key: impl Fn(&T) -> RowKey,
    elements: Vec<Value>,
) -> Map<String, Value> {
    let mut answer = Map::new();
    if !elements.is_empty() {
        answer.insert(member.to_owned(), Value::Array(elements));
    }
    answer.insert(
        "has_more".to_owned(),
        Value::Bool(page.has_next && !page.rows.is_empty()),
    );
    if let (true, Some(last)) = (page.has_next, page.rows.last()) {
        let token = encode_row(Direction::Next, key(last));
        answer.insert("next_page_token".to_owned(), Value::String(token));
    }
    if let (true, Some(first)) = (page.has_previous, page.rows.first()) {
        let token = encode_row(Direction::Previous, key(first));
        answer.insert("prev_page_token".to_owned(), Value::String(token));
    }
    answer
}

/// Cuts the named arrays of an object to the page that the request asks for, and tells the token of
/// the next page if any of them goes on.
pub(crate) fn cut_arrays(
    object: &mut Map<String, Value>,
    names: &[&str],
    request: &Members,
) -> Result<Option<String>, ServiceError> {
    let start = match request.text("page_token")? {
        None => 0,
        Some(token) => decode_element(token)?,
    };
    let end = start.saturating_add(ARRAY_PAGE);
    let mut goes_on = false;
    for name in names {
        let Some(Value::Array(elements)) = object.get_mut(*name) else {
            continue;
        };
        goes_on |= elements.len() > end;
        elements.truncate(end);
        elements.drain(..start.min(elements.len()));
    }
    Ok(goes_on.then(|| encode(&format!("element:{end}"))))
}

/// Cuts the named arrays of an object to their first page, and tells whether any of them goes on.
pub(crate) fn first_of_arrays(object: &mut Map<String, Value>, names: &[&str]) -> bool {
    let mut goes_on = false;
    for name in names {
        if let Some(Value::Array(elements)) = object.get_mut(*name) {
            goes_on |= elements.len() > ARRAY_PAGE;
            elements.truncate(ARRAY_PAGE);
        }
    }
    goes_on
}

fn encode_row(direction: Direction, key: RowKey) -> String {
    let direction = match direction {
        Direction::Next => "next",
        Direction::Previous => "prev",
    };
    encode(&format!("{direction}:{}:{}", key.time, key.id))
}

fn decode_row(token: &str) -> Result<(Direction, RowKey), ServiceError> {
    let read = |text: &str| {
        let mut parts = text.split(':');
        let direction = match parts.next()? {
            "next" => Direction::Next,
            "prev" => Direction::Previous,
            _ => return None,
        };
        let key = RowKey {
            time: parts.next()?.parse().ok()?,
            id: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some((direction, key))
    };
    decode(token)
        .and_then(|text| read(&text))
        .ok_or_else(|| invalid(token))
}

fn decode_element(token: &str) -> Result<usize, ServiceError> {
    let read = |text: &str| text.strip_prefix("element:")?.parse().ok();
    decode(token)
        .and_then(|text| read(&text))
        .ok_or_else(|| invalid(token))
}

fn encode(text: &str) -> String {
    URL_SAFE.encode(text)
}

fn decode(token: &str) -> Option<String> {
    String::from_utf8(URL_SAFE.decode(token).ok()?).ok()
}

fn invalid(token: &str) -> ServiceError {
    ServiceError::invalid(format!("Invalid page token: {token}"))
}
