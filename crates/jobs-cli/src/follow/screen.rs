//! The live view of a wait, where there is one.

use std::future::pending;
use std::time::UNIX_EPOCH;

use jobs_api::runtime::clock::{Clock as _, TokioClock};

use crate::frame::{Frame, Size};
use crate::live::{Live, View};
use crate::notes::Notes;
use crate::waiting::Waiting;

/// The live view of a wait, where one is wanted and possible.
pub(super) struct Screen {
    notes: Notes,
    view: Option<View>,
    /// Something has changed since the view was drawn.
    is_stale: bool,
}

impl Screen {
    pub(super) fn new(notes: &Notes, waiting: &Waiting) -> Self {
        let view = waiting.is_live && Live::is_possible();
        Self {
            notes: notes.clone(),
            view: view.then(|| View::begin(notes.live())),
            is_stale: false,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.view.is_some()
    }

    /// Notes that something has changed.
    pub(super) fn changed(&mut self) {
        self.is_stale = true;
    }

    /// Waits until the view is to be drawn: without end if there is none.
    pub(super) async fn is_due(&self) {
        match &self.view {
            None => pending().await,
            Some(_) if self.is_stale => {}
            Some(view) => view.is_due().await,
        }
    }

    /// Draws the view.
    pub(super) fn draw(&mut self, frame: impl FnOnce(Size) -> Frame) {
        self.is_stale = false;
        if let Some(view) = &self.view {
            view.draw(frame);
        }
    }

    /// Ends the view. Its last frame stays, without the bar, unless it is empty.
    pub(super) fn end(&mut self, frame: impl FnOnce(Size) -> Frame) {
        let Some(view) = self.view.take() else {
            return;
        };
        let size = view.size();
        drop(view);
        let frame = frame(size);
        if frame.rows.is_empty() {
            return;
        }
        self.notes.tell(frame.title());
        for line in frame.lines(size.width, true) {
            self.notes.styled(line);
        }
    }
}

/// The time on this machine, in milliseconds since 1970.
pub(super) fn now() -> i64 {
    let since = TokioClock::new().now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}
