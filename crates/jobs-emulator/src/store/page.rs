//! Pages of rows that are ordered by time, newest first.
//!
//! A page begins after a row, not at an offset: rows that are added on top move nothing.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

use super::{StoreError, Tables};

/// Where a row stands in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    /// Milliseconds since the epoch.
    pub(crate) time: i64,
    pub(crate) id: i64,
}

impl RowKey {
    /// Before all rows: none has such an id.
    const FIRST: Self = Self {
        time: i64::MIN,
        id: i64::MIN,
    };
    /// Behind all rows.
    const LAST: Self = Self {
        time: i64::MAX,
        id: i64::MAX,
    };
}

/// Which way a page lies from a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Towards older rows.
    Next,
    /// Towards newer rows.
    Previous,
}

/// The page that is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageRequest {
    /// Most rows on the page.
    pub(crate) limit: usize,
    /// Newest rows to leave out.
    pub(crate) offset: usize,
    /// The row before or after the page; the page of the newest rows without it.
    pub(crate) from: Option<(Direction, RowKey)>,
}

impl PageRequest {
    /// All rows on one page.
    pub(crate) const ALL: Self = Self {
        limit: usize::MAX,
        offset: 0,
        from: None,
    };
}

/// A page of rows, newest first.
#[derive(Debug)]
pub(crate) struct Page<T> {
    pub(crate) rows: Vec<T>,
    /// Whether there are older rows.
    pub(crate) has_next: bool,
    /// Whether there are newer rows.
    pub(crate) has_previous: bool,
}

/// A query for a page, to which conditions are added.
pub(super) struct PageQuery {
    select: &'static str,
    conditions: String,
    parameters: Vec<SqlValue>,
    /// Names of the columns that order the rows.
    time: &'static str,
    id: &'static str,
    /// All rows lie between these, which are no rows of the page themselves.
    after: RowKey,
    before: RowKey,
    /// A column that has one of these values.
    any_of: Option<(&'static str, Vec<i64>)>,
}

impl PageQuery {
    /// Begins with a `SELECT … FROM …` without conditions, which has both columns.
    pub(super) fn new(select: &'static str, time: &'static str, id: &'static str) -> Self {
        Self {
            select,
            conditions: String::new(),
            parameters: Vec::new(),
            time,
            id,
            after: RowKey::FIRST,
            before: RowKey::LAST,
            any_of: None,
        }
    }

    /// Adds a condition of ours; values go into the parameters, never into its text.
    pub(super) fn and(&mut self, condition: &str, parameters: &[SqlValue]) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
        self.parameters.extend_from_slice(parameters);
    }

    /// Only rows of this moment and later.
    pub(super) fn from(&mut self, time: i64) {
        let id = RowKey::FIRST.id;
        self.after = self.after.max(RowKey { time, id });
    }

    /// Only rows of this moment and earlier.
    pub(super) fn to(&mut self, time: i64) {
        let id = RowKey::LAST.id;
        self.before = self.before.min(RowKey { time, id });
    }

    /// Only rows that have one of these different values in a column. The rows of each value are
    /// walked along an index of their own and merged, so that others are not looked at.
    pub(super) fn any_of(&mut self, column: &'static str, values: Vec<i64>) {
        self.any_of = Some((column, values));
    }

    /// Reads the page.
    pub(super) fn read<T>(
        self,
        tables: Tables<'_>,
        wanted: &PageRequest,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let backwards = matches!(wanted.from, Some((Direction::Previous, _)));
        let (sql, parameters) = self.prepared(wanted);
        let mut statement = tables.connection.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(parameters))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read(row)?);
        }
        let has_more = rows.len() > wanted.limit;
        rows.truncate(wanted.limit);
        Ok(if backwards {
            rows.reverse();
            Page {
                rows,
                has_next: true,
                has_previous: has_more,
            }
        } else {
            let has_previous = wanted.from.is_some() || wanted.offset > 0;
            Page {
                rows,
                has_next: has_more,
                has_previous,
            }
        })
    }

    /// The statement and its parameters.
    fn prepared(mut self, wanted: &PageRequest) -> (String, Vec<SqlValue>) {
        let (time, id) = (self.time, self.id);
        let mut order = "DESC";
        match wanted.from {
            None => {}
            Some((Direction::Next, key)) => self.before = self.before.min(key),
            Some((Direction::Previous, key)) => {
                self.after = self.after.max(key);
                order = "ASC";
            }
        }
        // One condition for each end, so that an index is entered at the nearest row.
        for (comparison, end, key) in [
            (">", RowKey::FIRST, self.after),
            ("<", RowKey::LAST, self.before),
        ] {
            if key != end {
                let key = [SqlValue::from(key.time), SqlValue::from(key.id)];
                self.and(&format!("({time}, {id}) {comparison} (?, ?)"), &key);
            }
        }
        let one = format!("{} WHERE true{}", self.select, self.conditions);
        let (mut sql, mut parameters) = match self.any_of {
            None => (one, self.parameters),
            Some((_, values)) if values.is_empty() => (format!("{one} AND false"), self.parameters),
            Some((column, values)) => {
                let each = format!("{one} AND {column} = ?");
                let sql = vec![each.as_str(); values.len()].join(" UNION ALL ");
                let parameters = values.into_iter().flat_map(|value| {
                    let shared = self.parameters.iter().cloned();
                    shared.chain([SqlValue::from(value)])
                });
                (sql, parameters.collect())
            }
        };
        sql.push_str(&format!(
            " ORDER BY {time} {order}, {id} {order} LIMIT ? OFFSET ?"
        ));
        // One row more than wanted tells whether there is another page.
        let limit = i64::try_from(wanted.limit.saturating_add(1)).unwrap_or(i64::MAX);
        let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
        parameters.extend([SqlValue::from(limit), SqlValue::from(offset)]);
        (sql, parameters)
    }
}

#[cfg(test)]
mod tests;
