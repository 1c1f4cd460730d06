//! Runs and task runs as the service shows them, in short.

use serde_json::Value;

/// A run, or an attempt of a task or of an iteration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) run_id: i64,
    pub(super) attempt: i64,
    /// `life_cycle_state` of the older form.
    pub(super) life: String,
    /// `result_state` of the older form; empty while there is none.
    pub(super) result: String,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) setup: i64,
    pub(super) execution: i64,
    pub(super) cleanup: i64,
    /// All of it.
    pub(super) whole: Value,
}

impl Entry {
    pub(super) fn of(view: &Value) -> Result<Self, String> {
        let number = |name: &str| {
            let number = view[name].as_i64();
            number.ok_or_else(|| format!("`{name}` is no integer in {view}"))
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Self {
            key: text(&view["task_key"]),
            run_id: number("run_id")?,
            attempt: number("attempt_number")?,
            life: text(&view["state"]["life_cycle_state"]),
            result: text(&view["state"]["result_state"]),
            start: number("start_time")?,
            end: number("end_time")?,
            setup: number("setup_duration")?,
            execution: number("execution_duration")?,
            cleanup: number("cleanup_duration")?,
            whole: view.clone(),
        })
    }

    /// Those of an array that may be absent.
    pub(super) fn all_of(views: &Value) -> Result<Vec<Self>, String> {
        let views = views.as_array().map_or(&[][..], Vec::as_slice);
        views.iter().map(Self::of).collect()
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(
            self.life.as_str(),
            "TERMINATED" | "SKIPPED" | "INTERNAL_ERROR"
        )
    }

    /// Whether it was begun.
    pub(super) fn has_run(&self) -> bool {
        self.start != 0 && self.life != "SKIPPED"
    }
}

/// The attempts of one task or iteration in their order.
pub(super) fn attempts<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    key: &str,
) -> Vec<&'a Entry> {
    let mut attempts: Vec<&Entry> = entries.into_iter().filter(|e| e.key == key).collect();
    attempts.sort_by_key(|entry| entry.attempt);
    attempts
}
