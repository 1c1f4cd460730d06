//! What comes of a command, on standard output, in the format that is asked for.

mod columns;
mod events;
mod query;
mod table;
mod text;
mod unread;
mod yaml;

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};

use crate::document::Document;
use crate::failure::Failure;
use crate::terminal_text::printable;
pub(crate) use events::Events;
use events::Place;
pub(crate) use query::Query;
use table::Table;
use unread::Unread;

/// How to show what comes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// A line of JSON for each thing that comes, in an envelope with a version
    Jsonl,
    /// One YAML document
    Yaml,
    /// Ids alone, a line each
    Id,
}

/// Where the result of a command goes.
pub(crate) struct Output {
    format: Format,
    query: Option<Query>,
    /// Name of the operation, for envelopes and columns.
    operation: &'static str,
    /// The member that names a thing.
    id: Option<&'static str>,
    /// How many elements have been written.
    elements: usize,
    table: Table,
    /// What comes as it is could do something to it.
    is_terminal: bool,
    to: Place,
}

impl Output {
    pub(crate) fn new(
        format: Format,
        query: Option<Query>,
        operation: &'static str,
        id: Option<&'static str>,
    ) -> Self {
        Self {
            format,
            query,
            operation,
            id,
            elements: 0,
            table: Table::new(operation),
            is_terminal: io::stdout().is_terminal(),
            to: Place::new(io::BufWriter::new(io::stdout())),
        }
    }

    /// Shows runs from here on, whatever else the command may show.
    pub(crate) fn shows_runs(&mut self) {
        self.id = Some("run_id");
    }

    /// Goes on from here even if nobody reads it any more: there is more to the command.
    pub(crate) fn may_go_unread(&mut self) {
        self.to = Place::new(Unread(self.to.clone()));
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Shows the one thing that comes of a command.
    pub(crate) fn result(&mut self, document: &Document) -> Result<(), Failure> {
        if let Some(query) = &self.query {
            let found = query.find(document);
            return self.found(found);
        }
        match self.format {
            Format::Table => text::write(document, &mut self.to)?,
            Format::Json => writeln!(self.to, "{}", document.to_pretty_json(0))?,
            Format::Jsonl => self.line("result", document.clone())?,
            Format::Yaml => write!(self.to, "{}", yaml::document(document))?,
            Format::Id => self.id_of(document)?,
        }
        Ok(self.to.flush()?)
    }

    /// Shows that something is done of which there is nothing to tell.
    pub(crate) fn done(&mut self) -> Result<(), Failure> {
        match self.format {
            Format::Table | Format::Id => Ok(()),
            _ => self.result(&Document::Object(Vec::new())),
        }
    }

    /// Shows text as it is, where there is no structure to show.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(self.harmless(text).as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            writeln!(self.to)?;
        }
        Ok(self.to.flush()?)
    }

    /// Text as it is, but for what would do something to a terminal that shows it.
    fn harmless<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.is_terminal {
            true => printable(text).into(),
            false => text.into(),
        }
    }

    /// Whether what is shown is for people, who need not see it as it is sent.
    pub(crate) fn is_for_people(&self) -> bool {
        self.format == Format::Table && self.query.is_none()
    }

    /// Shows text with colours, where they can be seen and are wanted.
    pub(crate) fn styled(&mut self, text: &str) -> Result<(), Failure> {
        self.to.flush()?;
        let mut stdout = anstream::stdout();
        stdout.write_all(text.as_bytes())?;
        Ok(stdout.flush()?)
    }

    /// Shows something that happens before the end. Only lines of JSON tell of it.
    pub(crate) fn event(&mut self, event: &str, document: Document) -> Result<(), Failure> {
        Ok(self.events().tell(event, document)?)
    }

    /// Tells of what happens before the end where this is not at hand.
    pub(crate) fn events(&self) -> Events {
        let is_told = self.format == Format::Jsonl && self.query.is_none();
        Events {
            operation: self.operation,
            to: is_told.then(|| self.to.clone()),
        }
    }

    /// Shows an element of a list. A table may keep it until [`flush`](Self::flush).
    pub(crate) fn element(&mut self, document: Document) -> Result<(), Failure> {
        match &self.query {
            Some(query) => {
                for found in query.find(&document) {
                    self.one_of_many(found)?;
                }
                Ok(())
            }
            None => self.one_of_many(document),
        }
    }

    /// Shows what has come of a list so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.table.write(&mut self.to)?;
        Ok(self.to.flush()?)
    }

    /// Ends a list.
    pub(crate) fn end_list(&mut self) -> Result<(), Failure> {
        match (self.format, self.elements) {
            (Format::Json, 0) => writeln!(self.to, "[]")?,
            (Format::Json, _) => writeln!(self.to, "\n]")?,
            (Format::Yaml, 0) => writeln!(self.to, "[]")?,
            _ => {}
        }
        self.flush()
    }

    /// Shows what a query has found.
    fn found(&mut self, found: Vec<Document>) -> Result<(), Failure> {
        for document in found {
            self.one_of_many(document)?;
        }
        self.end_list()
    }

    fn one_of_many(&mut self, document: Document) -> Result<(), Failure> {
        self.elements += 1;
        match self.format {
            // What a query has found is of no known shape.
            Format::Table | Format::Id if self.query.is_some() => match document.scalar() {
                Some(scalar) => writeln!(self.to, "{}", self.harmless(scalar))?,
                None => writeln!(self.to, "{}", document.to_json())?,
            },
            Format::Table => self.table.row(document),
            Format::Json => {
                let start = if self.elements == 1 { "[" } else { "," };
                write!(self.to, "{start}\n  {}", document.to_pretty_json(1))?;
            }
            Format::Jsonl => self.line("element", document)?,
            Format::Yaml => write!(self.to, "{}", yaml::element(&document))?,
            Format::Id => self.id_of(&document)?,
        }
        Ok(())
    }

    fn line(&mut self, event: &str, data: Document) -> Result<(), Failure> {
        Ok(events::line(&mut self.to, self.operation, event, data)?)
    }

    fn id_of(&mut self, document: &Document) -> Result<(), Failure> {
        let id = self.id.and_then(|id| document.get(id)?.scalar());
        let id = id.ok_or_else(no_id)?;
        Ok(writeln!(self.to, "{}", self.harmless(id))?)
    }
}

/// That ids alone cannot be shown.
pub(crate) fn no_id() -> Failure {
    Failure::usage("what comes of this command has no id: use another --output")
}
