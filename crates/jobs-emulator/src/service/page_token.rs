//! Pages: which one a request asks for, and tokens of those around it, opaque to clients.

mod fields;

use serde_json::{Map, Value};

use super::ServiceError;
use super::request::Members;
use crate::store::{Direction, Page, PageRequest, RowKey};

/// Elements of one array on a page of an object.
pub(crate) const ARRAY_PAGE: usize = 100;

/// Newest rows that can be left out by number.
const MAX_OFFSET: i64 = 10_000;

/// The field of a token that says which way the page lies.
const DIRECTION: u8 = 1;

/// The field of a token that says with which element of its arrays a page of an object begins.
const ELEMENT: u8 = 3;

/// What a list has pages of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    Jobs,
    Runs,
    Destinations,
}

/// How many rows a list shows.
pub(crate) struct Limits {
    pub(crate) rows: Rows,
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
    let from = request
        .text("page_token")?
        .map(|token| decode_row(limits.rows, token))
        .transpose()?;
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
    rows: Rows,
    page: &Page<T>,
    key: impl Fn(&T) -> RowKey,
    elements: Vec<Value>,
) -> Map<String, Value> {
    let mut answer = Map::new();
    if !elements.is_empty() {
        answer.insert(rows.member().to_owned(), Value::Array(elements));
    }
    answer.insert(
        "has_more".to_owned(),
        Value::Bool(page.has_next && !page.rows.is_empty()),
    );
    if let (true, Some(last)) = (page.has_next, page.rows.last()) {
        let token = encode_row(rows, Direction::Next, key(last));
        answer.insert("next_page_token".to_owned(), Value::String(token));
    }
    if let (true, Some(first)) = (page.has_previous, page.rows.first()) {
        let token = encode_row(rows, Direction::Previous, key(first));
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
    let end = i64::try_from(end).unwrap_or(i64::MAX);
    Ok(goes_on.then(|| fields::encode(&[(ELEMENT, end)])))
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

impl Rows {
    /// The member of the answer.
    fn member(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Runs => "runs",
            Self::Destinations => "results",
        }
    }

    /// The fields of the time and of the id in a token.
    fn fields(self) -> (u8, u8) {
        match self {
            Self::Jobs => (5, 6),
            Self::Runs => (2, 4),
            Self::Destinations => (7, 8),
        }
    }
}

fn encode_row(rows: Rows, direction: Direction, key: RowKey) -> String {
    let direction = match direction {
        Direction::Next => 1,
        Direction::Previous => 0,
    };
    let (time, id) = rows.fields();
    fields::encode(&[(DIRECTION, direction), (time, key.time), (id, key.id)])
}

fn decode_row(rows: Rows, token: &str) -> Result<(Direction, RowKey), ServiceError> {
    let (time_field, id_field) = rows.fields();
    let read = match fields::decode(token).as_deref() {
        Some(&[(DIRECTION, direction), (first, time), (second, id)])
            if (first, second) == (time_field, id_field) =>
        {
            let key = RowKey { time, id };
            match direction {
                0 => Some((Direction::Previous, key)),
                1 => Some((Direction::Next, key)),
                _ => None,
            }
        }
        _ => None,
    };
    read.ok_or_else(|| invalid(token))
}

fn decode_element(token: &str) -> Result<usize, ServiceError> {
    let read = match fields::decode(token).as_deref() {
        Some(&[(ELEMENT, element)]) => usize::try_from(element).ok(),
        _ => None,
    };
    read.ok_or_else(|| invalid(token))
}

fn invalid(token: &str) -> ServiceError {
    let shown: String = token.chars().take(100).collect();
    ServiceError::invalid(format!("Invalid page token: {shown}"))
}
