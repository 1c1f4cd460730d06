// Generated from openapi.yaml. Do not edit.

//! Where books stand.

use jobs_api::{operations, types};
use crate::command::{Answer, Command, Flag, Kind};

/// `shelves remove-shelf`
pub(super) static REMOVE_SHELF: Command = Command {
    operation: "remove_shelf",
    words: &["shelves", "remove-shelf"],
    also: &[],
    about: "Remove a shelf.",
    details: "",
    flags: &[
        Flag::new("room", "room", Kind::Text, "The room."),
        Flag::new(
            "number",
            "number",
            Kind::Number { whole: true },
            "The number in the room.",
        ),
    ],
    required: &["room", "number"],
    changes: true,
    answer: Answer::Nothing,
    id: None,
    send: |session, mut request| Box::pin(async move {
        let typed = operations::RemoveShelf::new(
            request.take::<String>("room")?,
            request.take::<i64>("number")?,
        );
        request.nothing_left()?;
        session.nothing(session.client().remove_shelf(typed)).await
    }),
};
