//! Pages of rows that are ordered by time, newest first.
//!
//! A page begins after a row, not at an offset: rows that are added on top move nothing.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

use super::{StoreError, Tables};

/// Where a row stands in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowKey {
    /// Milliseconds since the epoch.
    pub(crate) time: i64,
    pub(crate) id: i64,
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
    sql: String,
    parameters: Vec<SqlValue>,
    /// Names of the columns that order the rows.
    time: &'static str,
    id: &'static str,
}

impl PageQuery {
    /// Begins with a `SELECT … FROM …` without conditions.
    pub(super) fn new(select: &str, time: &'static str, id: &'static str) -> Self {
        Self {
            sql: format!("{select} WHERE true"),
            parameters: Vec::new(),
            time,
            id,
        }
    }

    /// Adds a condition of ours; values go into the parameters, never into its text.
    pub(super) fn and(&mut self, condition: &str, parameters: &[SqlValue]) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.parameters.extend_from_slice(parameters);
    }

    /// Reads the page.
    pub(super) fn read<T>(
        mut self,
        tables: Tables<'_>,
        wanted: &PageRequest,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let (time, id) = (self.time, self.id);
        let backwards = matches!(wanted.from, Some((Direction::Previous, _)));
        let (comparison, order) = if backwards {
            (">", "ASC")
        } else {
            ("<", "DESC")
        };
        if let Some((_, key)) = wanted.from {
            let key = [SqlValue::from(key.time), SqlValue::from(key.id)];
            self.and(&format!("({time}, {id}) {comparison} (?, ?)"), &key);
        }
        self.sql.push_str(&format!(
            " ORDER BY {time} {order}, {id} {order} LIMIT ? OFFSET ?"
        ));
        // One row more than wanted tells whether there is another page.
        let limit = i64::try_from(wanted.limit + 1).unwrap_or(i64::MAX);
        let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
        self.parameters
            .extend([SqlValue::from(limit), SqlValue::from(offset)]);

        let mut statement = tables.connection.prepare_cached(&self.sql)?;
        let mut found = statement.query(params_from_iter(self.parameters))?;
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
}
