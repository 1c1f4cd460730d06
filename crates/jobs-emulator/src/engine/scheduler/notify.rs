//! Telling those whom notification settings name of what becomes of runs and task runs.
//!
//! What is to be told is derived from what a step changed, and stored with it: a run that goes on
//! after a restart tells nothing twice and leaves nothing out.

use serde_json::Value;

use super::{ActiveRun, Scheduler};
use crate::engine::Millis;
use crate::engine::notification::{
    self, Delivery, Notification, NotificationKind, Occasion, Recipients, Subject,
};
use crate::engine::state::{Effect, RunState, Step, TaskPhase};
use crate::store::{StoreError, Tables};

impl Scheduler {
    /// Tells that a run begins, for the first time or with a repair.
    pub(super) fn tell_beginning(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        now: Millis,
    ) -> Result<(), StoreError> {
        let is_heard = |run: &&ActiveRun| run.is_heard && run.state.is_active();
        if self.active.get(&run_id).filter(is_heard).is_none() {
            return Ok(());
        }
        let start = Occasion::Start { is_retry: false };
        self.tell(tables, run_id, None, start, now)?;
        self.watch_duration(tables, run_id, None, now)
    }

    /// Tells what a step did: task runs that ended, those that begin, and the end of the run.
    pub(super) fn tell_step(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        step: &Step,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&run_id).filter(|run| run.is_heard) else {
            return Ok(());
        };
        let attempts = &run.state.attempts;
        let has_ended = |attempt: &usize| attempts[*attempt].phase == TaskPhase::Terminated;
        let mut ended: Vec<usize> = step.changed.iter().copied().filter(has_ended).collect();
        // A for-each task ends after its iterations.
        ended.sort_by_key(|attempt| attempts[*attempt].iteration.is_none());
        for attempt in ended {
            if let Some(occasion) = self.end_of_attempt(run_id, attempt) {
                self.tell(tables, run_id, Some(attempt), occasion, now)?;
            }
            self.forget_watch(tables, run_id, Some(attempt))?;
        }
        for effect in &step.effects {
            match effect {
                Effect::Launch { attempt } => {
                    let run = self.active.get(&run_id);
                    let is_retry = run.is_some_and(|run| run.state.attempts[*attempt].retried > 0);
                    let start = Occasion::Start { is_retry };
                    self.tell(tables, run_id, Some(*attempt), start, now)?;
                    self.watch_duration(tables, run_id, Some(*attempt), now)?;
                }
                Effect::Ended => {
                    let ending = self.active.get(&run_id).map(|run| run.state.episode());
                    if let Some(ending) = ending.and_then(|episode| episode.ending.as_ref()) {
                        let occasion = Occasion::of_ending(ending);
                        self.tell(tables, run_id, None, occasion, now)?;
                    }
                    self.forget_watch(tables, run_id, None)?;
                }
                Effect::Stop { .. } | Effect::Wake { .. } => {}
            }
        }
        Ok(())
    }

    /// Tells those of an occasion whom the settings of a run, or of the task of a task run, name.
    pub(super) fn tell(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: Option<usize>,
        occasion: Occasion,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&run_id) else {
            return Ok(());
        };
        let settings = run.notification_settings(attempt);
        let recipients = Recipients::of(settings, occasion);
        if recipients.is_empty() {
            return Ok(());
        }
        let about = Subject {
            job_id: run.job_id,
            job_name: &run.request.run_name,
            run_id,
            task: attempt.map(|attempt| {
                let attempt = &run.state.attempts[attempt];
                (attempt.task_key.as_str(), attempt.run_id)
            }),
        };
        let told = |kind, recipient| Notification::new(now, occasion, about, kind, recipient);
        for address in recipients.emails {
            tables.add_notification(&told(NotificationKind::Email, address))?;
        }
        for id in recipients.destinations {
            let known = tables.destination(&id)?;
            let config = known.as_ref().map(|destination| &destination.config);
            if let Some(list) = config.filter(|config| config.is_email()) {
                for address in list.addresses() {
                    let address = address.to_owned();
                    tables.add_notification(&told(NotificationKind::Email, address))?;
                }
                continue;
            }
            let mut message = told(NotificationKind::Webhook, id);
            message.delivery = match config {
                None => Some(Delivery::failed(
                    "there is no notification destination with this id",
                )),
                Some(config) => config.url().map(|_| Delivery::default()),
            };
            self.has_posts |= config.is_some() && message.delivery.is_some();
            tables.add_notification(&message)?;
        }
        Ok(())
    }

    /// Tells those whom a job names that it is deleted.
    pub(crate) fn tell_deletion(
        tables: Tables<'_>,
        job_id: i64,
        settings: &Value,
        now: Millis,
    ) -> Result<(), StoreError> {
        let name = crate::settings::name(settings);
        for address in Recipients::addresses(settings) {
            let notification = Notification::of_deletion(now, job_id, name, address);
            tables.add_notification(&notification)?;
        }
        Ok(())
    }

    /// Whether something is to be posted that was not when this was asked before.
    pub(crate) fn take_posts(&mut self) -> bool {
        std::mem::take(&mut self.has_posts)
    }

    fn end_of_attempt(&self, run_id: i64, attempt: usize) -> Option<Occasion> {
        let state = &self.active.get(&run_id)?.state;
        Occasion::of_result(state.attempts[attempt].result?, is_retried(state, attempt))
    }
}

impl ActiveRun {
    /// The settings that say who is told of a run, or of a task run.
    pub(super) fn notification_settings(&self, attempt: Option<usize>) -> &Value {
        let Some(attempt) = attempt else {
            return &self.settings;
        };
        self.document(attempt)
    }

    /// Whether anybody is to be told of anything.
    pub(super) fn is_heard(settings: &Value, tasks: &[super::TaskSettings]) -> bool {
        let mut tasks = tasks.iter().map(super::TaskSettings::document);
        notification::names_somebody(settings)
            || tasks.any(|task| {
                notification::names_somebody(task)
                    || notification::names_somebody(&task["for_each_task"]["task"])
            })
    }
}

/// Whether another attempt follows this one.
fn is_retried(state: &RunState, attempt: usize) -> bool {
    let ended = &state.attempts[attempt];
    state.attempts[attempt..].iter().any(|later| {
        later.original_run_id == ended.original_run_id && later.retried > ended.retried
    })
}
