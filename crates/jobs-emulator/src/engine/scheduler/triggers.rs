//! Runs that jobs start by themselves: which triggers are at work, and what happens when they are
//! looked at.

use std::collections::HashMap;

use serde_json::Value;

use super::armed::Armed;
use super::{NewRun, Scheduler};
use crate::engine::Millis;
use crate::engine::trigger::{Evaluation, Fired, Trigger, TriggerState};
use crate::store::{StoreError, Tables};

/// Whether a trigger fires.
pub(super) enum Verdict {
    Fires {
        with: Fired,
        why: String,
    },
    /// It does not, for this reason.
    Waits(String),
    /// That cannot be told, for this reason.
    Fails(String),
}

impl Scheduler {
    /// Takes on the triggers of a job's settings. Those that are as they were go on.
    pub(crate) fn set_triggers(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        settings: &Value,
        now: Millis,
    ) -> Result<(), StoreError> {
        // Settings that cannot be read are refused before they are stored.
        let wanted = Trigger::read(settings).unwrap_or_default();
        let mut known = self.triggers.take(job_id);
        let mut triggers = Vec::with_capacity(wanted.len());
        for configured in wanted {
            let same = |armed: &Armed| armed.configured.trigger == configured.trigger;
            let armed = match known.iter().position(same) {
                Some(position) => {
                    let mut armed = known.remove(position);
                    let goes_on = armed.is_at_work() && !configured.paused;
                    armed.configured = configured;
                    if !goes_on {
                        self.begin(tables, job_id, &mut armed, now)?;
                    }
                    armed
                }
                None => {
                    let mut armed = Armed {
                        trigger_id: tables.add_trigger(job_id)?,
                        configured,
                        next: None,
                        state: TriggerState::default(),
                    };
                    self.begin(tables, job_id, &mut armed, now)?;
                    armed
                }
            };
            triggers.push(armed);
        }
        for gone in known {
            tables.remove_trigger(gone.trigger_id)?;
        }
        self.keep(tables, job_id, triggers)
    }

    /// Lets a job start no more runs by itself.
    pub(crate) fn remove_triggers(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
    ) -> Result<(), StoreError> {
        for gone in self.triggers.take(job_id) {
            tables.remove_trigger(gone.trigger_id)?;
        }
        Ok(())
    }

    /// The triggers of a job, in the order of its settings.
    pub(crate) fn triggers_of(&self, job_id: i64) -> &[Armed] {
        self.triggers.of(job_id)
    }

    /// Lets the trigger that is due first be looked at. Everything that is due until `now` happens
    /// in one go.
    pub(super) fn look(&mut self, tables: Tables<'_>, now: Millis) -> Result<(), StoreError> {
        let Some((at, job_id, position)) = self.triggers.next() else {
            return Ok(());
        };
        let mut triggers = self.triggers.take(job_id);
        let Some(armed) = triggers.get_mut(position) else {
            return Ok(());
        };
        let verdict = match &armed.configured.trigger {
            Trigger::Continuous if self.is_active(job_id) => {
                armed.next = None;
                None
            }
            Trigger::Watch(_) => Some(self.look_around(tables, armed, at, now)?),
            trigger => {
                armed.next = trigger.next(at);
                Some(Verdict::due(at))
            }
        };
        let run = match verdict {
            Some(verdict) => self.decide(tables, job_id, armed, verdict, at)?,
            None => None,
        };
        self.keep(tables, job_id, triggers)?;
        match run {
            Some((run_id, new)) => self.start_as(tables, run_id, new, at),
            None => Ok(()),
        }
    }

    /// Lets a trigger of a job fire now as if it were due, the first one at work unless its place
    /// is given. Tells the run that it started; none if it has none at work there.
    pub(crate) fn fire(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        position: Option<usize>,
        now: Millis,
    ) -> Result<Option<Result<i64, String>>, StoreError> {
        let wanted = |(place, armed): &(usize, &Armed)| {
            armed.is_at_work() && position.is_none_or(|position| position == *place)
        };
        let found = self.triggers.of(job_id).iter().enumerate().find(wanted);
        let Some((position, _)) = found else {
            return Ok(None);
        };
        let active = self.is_active(job_id);
        let mut triggers = self.triggers.take(job_id);
        let Some(armed) = triggers.get_mut(position) else {
            return Ok(None);
        };
        let verdict = match &armed.configured.trigger {
            Trigger::Continuous if active => {
                Verdict::Waits("A run of the continuous job is active.".to_owned())
            }
            Trigger::Continuous => {
                armed.next = None;
                Verdict::due(now)
            }
            Trigger::Watch(watch) => {
                let with = watch.fired(armed.state.changes.take(), now);
                Verdict::fires(with, "It was told to fire.")
            }
            Trigger::Schedule(_) | Trigger::Periodic(_) => Verdict::due(now),
        };
        let run = self.decide(tables, job_id, armed, verdict, now)?;
        let waits = match (&run, &armed.state) {
            (Some(_), _) => String::new(),
            (None, state) => state.latest_refusal().unwrap_or_default().to_owned(),
        };
        self.keep(tables, job_id, triggers)?;
        Ok(Some(match run {
            Some((run_id, new)) => {
                self.start_as(tables, run_id, new, now)?;
                Ok(run_id)
            }
            None => Err(waits),
        }))
    }

    /// What follows from a verdict: it is noted, and a run is to be started if the SQL condition of
    /// the trigger agrees.
    fn decide(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        armed: &mut Armed,
        verdict: Verdict,
        at: Millis,
    ) -> Result<Option<(i64, NewRun)>, StoreError> {
        let verdict = match (verdict, &armed.configured.gate) {
            (Verdict::Fires { mut with, why }, Some(gate)) => {
                let result = tables.sql_result(&gate.query_id)?;
                let opens = gate.opens(result.as_ref(), &mut armed.state);
                armed.state.sql_satisfied = Some(opens == Ok(true));
                match opens {
                    Ok(true) => {
                        with.sql_satisfied = Some(true);
                        Verdict::Fires { with, why }
                    }
                    Ok(false) => Verdict::Waits("The SQL condition is not satisfied.".to_owned()),
                    Err(error) => Verdict::Fails(format!("The SQL condition failed: {error}")),
                }
            }
            (verdict, _) => verdict,
        };
        let state = &mut armed.state;
        let (with, why) = match verdict {
            Verdict::Fires { with, why } => (with, why),
            Verdict::Waits(why) => {
                state.last_not_triggered = Some(Evaluation::new(at, why));
                return Ok(None);
            }
            Verdict::Fails(why) => {
                state.last_failed = Some(Evaluation::new(at, why));
                return Ok(None);
            }
        };
        let Some(job) = tables.job(job_id)? else {
            return Ok(None);
        };
        let run_id = self.next_id();
        state.fired = Some(at);
        state.last_triggered = Some(Evaluation {
            run_id: Some(run_id),
            ..Evaluation::new(at, why)
        });
        let settings = tables.settings(job.settings_id)?;
        let mut new = NewRun::of_job(&job, &settings, job.creator.clone());
        new.request.cause = armed.cause();
        new.request.trigger = Some(with);
        Ok(Some((run_id, new)))
    }

    /// Lets a trigger begin: only what happens from now on counts.
    fn begin(
        &self,
        tables: Tables<'_>,
        job_id: i64,
        armed: &mut Armed,
        now: Millis,
    ) -> Result<(), StoreError> {
        armed.state.failures = 0;
        armed.state.changes = None;
        armed.state.knows_files = false;
        armed.next = None;
        if !armed.is_at_work() {
            return Ok(());
        }
        armed.next = match &armed.configured.trigger {
            Trigger::Continuous if self.is_active(job_id) => None,
            Trigger::Watch(_) => self.begin_watch(tables, armed, now)?,
            trigger => trigger.first(now),
        };
        Ok(())
    }

    /// Takes up the triggers of the jobs in the store. What they missed is not made up.
    pub(super) fn recover_triggers(
        &mut self,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let mut of_jobs: HashMap<i64, Vec<Armed>> = HashMap::new();
        for row in tables.triggers()? {
            let settings = match tables.job(row.job_id)? {
                Some(job) => tables.settings(job.settings_id)?,
                None => continue,
            };
            let mut all = Trigger::read(&settings).unwrap_or_default();
            if row.position >= all.len() {
                continue;
            }
            let configured = all.swap_remove(row.position);
            let trigger = &configured.trigger;
            let next = match row.next {
                _ if configured.paused => None,
                Some(due) => trigger.resumed(due, now),
                None if *trigger == Trigger::Continuous && self.is_active(row.job_id) => None,
                None => trigger.first(now),
            };
            let armed = Armed {
                trigger_id: row.trigger_id,
                configured,
                next,
                state: row.state,
            };
            of_jobs.entry(row.job_id).or_default().push(armed);
        }
        for (job_id, triggers) in of_jobs {
            self.triggers.set(job_id, triggers);
        }
        Ok(())
    }

    /// Whether a run of this job is active.
    pub(super) fn is_active(&self, job_id: i64) -> bool {
        self.active.values().any(|run| run.job_id == job_id)
    }

    /// Stores how the triggers of a job stand, and goes on with them.
    pub(super) fn keep(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        triggers: Vec<Armed>,
    ) -> Result<(), StoreError> {
        for (position, armed) in triggers.iter().enumerate() {
            tables.save_trigger(armed.trigger_id, position, armed.next, &armed.state)?;
        }
        self.triggers.set(job_id, triggers);
        Ok(())
    }
}

impl Verdict {
    /// Its time has come.
    fn due(at: Millis) -> Self {
        let with = Fired {
            time: at,
            ..Fired::default()
        };
        Self::fires(with, "It was due.")
    }

    fn fires(with: Fired, why: &str) -> Self {
        let why = why.to_owned();
        Self::Fires { with, why }
    }
}
