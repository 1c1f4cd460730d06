//! For-each tasks: a task run for each of their inputs, so many at a time.
//!
//! Iterations are begun in the order of the inputs. All of them run, whatever becomes of the others;
//! the for-each task succeeds if all did. When a repair runs it again, iterations that succeeded are
//! kept.

use serde_json::Value;

use super::step::{Ids, Step};
use super::{Attempt, Iteration, RunState, StopReason, TaskPhase, TaskResult};
use crate::engine::Millis;
use crate::engine::plan::Plan;

impl RunState {
    /// The iterations of a for-each task's run that have been begun, in the order of the inputs:
    /// the latest attempt at each.
    pub(crate) fn iterations(&self, of: usize) -> impl Iterator<Item = &Attempt> {
        let begun = self.loops.get(&of).into_iter().flatten().flatten();
        begun.map(|position| &self.attempts[*position])
    }

    /// The input of a task run that is an iteration.
    pub(crate) fn input(&self, attempt: &Attempt) -> Option<&Value> {
        let Iteration { of, index } = attempt.iteration?;
        self.attempts.get(of)?.inputs.as_ref()?.get(index)
    }

    /// Gives a for-each task its inputs and begins the first iterations.
    pub(super) fn iterate(
        &mut self,
        plan: &Plan,
        parent: usize,
        inputs: Vec<Value>,
        now: Millis,
        ids: Ids<'_>,
        step: &mut Step,
    ) {
        if self.attempts[parent].phase != TaskPhase::Pending {
            return;
        }
        self.attempts[parent].inputs = Some(inputs);
        self.attempt_runs(parent, now, step);
        self.loops.insert(parent, self.kept(parent));
        self.continue_loop(plan, parent, now, ids, step);
    }

    /// Begins iterations as far as there is room, and ends the for-each task after the last one.
    pub(super) fn continue_loop(
        &mut self,
        plan: &Plan,
        parent: usize,
        now: Millis,
        ids: Ids<'_>,
        step: &mut Step,
    ) {
        match self.attempts[parent].phase {
            TaskPhase::Terminating => {
                self.end_stopped_loop(parent, now, step);
                return self.advance(plan, now, step);
            }
            TaskPhase::Running => {}
            _ => return,
        }
        let each = plan.task(&self.attempts[parent].task_key);
        let most = each
            .and_then(|task| task.for_each.as_ref())
            .map_or(1, |each| each.concurrency);
        let places = self.loops.get(&parent).map_or(&[][..], Vec::as_slice);
        let open: Vec<usize> = (0..places.len())
            .filter(|index| places[*index].is_none())
            .collect();
        let active = self.active_iterations(parent).len();
        if active == 0 && open.is_empty() {
            let succeeded = |attempt: &Attempt| attempt.result == Some(TaskResult::Success);
            let result = if self.iterations(parent).all(succeeded) {
                TaskResult::Success
            } else {
                TaskResult::Failed
            };
            return self.end_attempt(plan, parent, result, now, ids, step);
        }
        for index in open.into_iter().take(most.saturating_sub(active)) {
            self.begin_iteration(plan, Iteration { of: parent, index }, now, ids, step);
        }
    }

    /// Stops the iterations of a for-each task that is being stopped.
    pub(super) fn stop_loop(
        &mut self,
        parent: usize,
        reason: StopReason,
        now: Millis,
        step: &mut Step,
    ) {
        for position in self.active_iterations(parent) {
            self.stop_attempt(position, reason, now, step);
        }
        self.end_stopped_loop(parent, now, step);
    }

    /// Finds the iterations that count, for a state that was stored.
    pub(super) fn restore_iterations(&mut self) {
        self.loops.clear();
        for position in 0..self.attempts.len() {
            if self.attempts[position].inputs.is_some() {
                self.loops.insert(position, self.kept(position));
            }
            self.place(position);
        }
    }

    /// Lets a task run count for its iteration, if it is one.
    pub(super) fn place(&mut self, position: usize) {
        let Some(Iteration { of, index }) = self.attempts[position].iteration else {
            return;
        };
        let places = self.loops.get_mut(&of);
        if let Some(place) = places.and_then(|places| places.get_mut(index)) {
            *place = Some(position);
        }
    }

    fn end_stopped_loop(&mut self, parent: usize, now: Millis, step: &mut Step) {
        if self.active_iterations(parent).is_empty() {
            let result = self.attempts[parent].stopped_as();
            self.close(parent, result, now, step);
        }
    }

    fn active_iterations(&self, parent: usize) -> Vec<usize> {
        let begun = self.loops.get(&parent).into_iter().flatten().flatten();
        begun
            .filter(|position| self.attempts[**position].phase != TaskPhase::Terminated)
            .copied()
            .collect()
    }

    fn begin_iteration(
        &mut self,
        plan: &Plan,
        iteration: Iteration,
        now: Millis,
        ids: Ids<'_>,
        step: &mut Step,
    ) {
        let parent = &self.attempts[iteration.of];
        let each = plan
            .task(&parent.task_key)
            .and_then(|task| task.for_each.as_ref());
        let key = each.map_or_else(String::new, |each| each.nested.key.clone());
        let before = self
            .loop_before(iteration.of)
            .and_then(|(_, places)| *places.get(iteration.index)?);
        let attempt = Attempt {
            number: before.map_or(0, |before| self.attempts[before].number + 1),
            episode: parent.episode,
            iteration: Some(iteration),
            ..Attempt::new(ids(), key, parent.settings)
        };
        let position = self.add(attempt, step);
        self.launch(plan, position, now, step);
    }

    /// For each input, the iteration that need not run again: one that succeeded with the same
    /// input when the task ran before and failed.
    fn kept(&self, parent: usize) -> Vec<Option<usize>> {
        let inputs = self.attempts[parent].inputs.as_deref().unwrap_or_default();
        let before = self
            .loop_before(parent)
            .filter(|(before, _)| self.attempts[*before].result != Some(TaskResult::Success));
        let kept = |(index, input): (usize, &Value)| {
            let (before, places) = before?;
            let position = (*places.get(index)?)?;
            let same = self.attempts[before].inputs.as_ref()?.get(index)? == input;
            let succeeded = self.attempts[position].result == Some(TaskResult::Success);
            (same && succeeded).then_some(position)
        };
        inputs.iter().enumerate().map(kept).collect()
    }

    /// The run of the same for-each task before this one, and its iterations.
    fn loop_before(&self, parent: usize) -> Option<(usize, &[Option<usize>])> {
        let key = &self.attempts[parent].task_key;
        let mut before = self.loops.range(..parent).rev();
        before
            .find(|(position, _)| self.attempts[**position].task_key == *key)
            .map(|(position, places)| (*position, places.as_slice()))
    }
}
