//! Lists as tables that come row by row.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::columns::{self, Column};
use crate::document::Document;

/// Widest column, in characters of a terminal; the last one may be wider.
const WIDEST: usize = 60;

/// A table in the making. The columns are as wide as what came first needs; later rows that need
/// more room take it.
pub(super) struct Table {
    operation: &'static str,
    /// What has not been written yet.
    pending: Vec<Document>,
    columns: Vec<(Column, usize)>,
}

impl Table {
    pub(super) const fn new(operation: &'static str) -> Self {
        Self {
            operation,
            pending: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, document: Document) {
        self.pending.push(document);
    }

    /// Writes the rows that there are, below a head if they are the first.
    pub(super) fn write(&mut self, to: &mut dyn Write) -> io::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let pending = std::mem::take(&mut self.pending);
        if self.columns.is_empty() {
            self.lay_out(&pending);
            let head: Vec<String> = self.columns.iter().map(|(c, _)| c.title.clone()).collect();
            self.write_row(&head, to)?;
        }
        for element in &pending {
            let row: Vec<String> = self.columns.iter().map(|(c, _)| c.value(element)).collect();
            self.write_row(&row, to)?;
        }
        Ok(())
    }

    fn lay_out(&mut self, elements: &[Document]) {
        let columns = columns::of(self.operation, elements).into_iter();
        let columns = columns.map(|column| {
            let widths = elements.iter().map(|element| column.value(element).width());
            let width = widths.chain([column.title.width()]).max().unwrap_or(0);
            (column, width.min(WIDEST))
        });
        self.columns = columns.collect();
    }

    fn write_row(&self, row: &[String], to: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        for (cell, (_, width)) in row.iter().zip(&self.columns) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        writeln!(to, "{}", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Document {
        Document::parse(json.as_bytes()).unwrap()
    }

    #[test]
    fn rows_stand_below_each_other() {
        let mut table = Table::new("other");
        let mut written = Vec::new();
        table.row(parse(r#"{"id":1,"name":"日本","list":[]}"#));
        table.row(parse(r#"{"id":10000,"name":"x","more":true}"#));
        table.write(&mut written).unwrap();
        table.row(parse(r#"{"id":1000000000,"name":"later"}"#));
        table.write(&mut written).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "ID     NAME  MORE\n1      日本\n10000  x     true\n1000000000  later\n"
        );
    }

    #[test]
    fn nothing_has_no_head() {
        let mut written = Vec::new();
        Table::new("list").write(&mut written).unwrap();
        assert!(written.is_empty());
    }
}
