//! Smaller plans: what is left of one that fails is what matters.

use super::plan::{Kind, Limits, Plan, RunIf, Target};

/// How many plans are tried on the way to a small one.
const PATIENCE: usize = 500;

/// The smallest plan found that still fails, with what it fails of.
pub(super) fn shrink(
    mut plan: Plan,
    mut wrong: String,
    fails: impl Fn(&Plan) -> Option<String>,
) -> (Plan, String) {
    let mut tried = 0;
    'smaller: loop {
        for candidate in candidates(&plan) {
            tried += 1;
            if tried > PATIENCE {
                return (plan, wrong);
            }
            if let Some(still) = fails(&candidate) {
                (plan, wrong) = (candidate, still);
                continue 'smaller;
            }
        }
        return (plan, wrong);
    }
}

/// Plans that have one thing less.
fn candidates(plan: &Plan) -> Vec<Plan> {
    let mut all = Vec::new();
    let mut add = |change: &dyn Fn(&mut Plan) -> bool| {
        let mut changed = plan.clone();
        if change(&mut changed) {
            all.push(changed);
        }
    };
    for task in &plan.tasks {
        add(&|plan| plan.tasks.len() > 1 && without(plan, &task.key));
    }
    for round in (0..plan.rounds.len()).rev() {
        add(&|plan| {
            let is_last = round > 0 && round + 1 == plan.rounds.len();
            is_last && plan.rounds.pop().is_some()
        });
        for cancel in 0..plan.rounds[round].cancels.len() {
            add(&|plan| {
                plan.rounds[round].cancels.remove(cancel);
                true
            });
        }
    }
    add(&|plan| std::mem::take(&mut plan.timeout_seconds) != 0);
    for place in 0..plan.tasks.len() {
        for on in 0..plan.tasks[place].depends_on.len() {
            add(&|plan| {
                plan.tasks[place].depends_on.remove(on);
                true
            });
        }
        add(&|plan| std::mem::take(&mut plan.tasks[place].run_if) != RunIf::AllSuccess);
        add(&|plan| std::mem::take(&mut plan.tasks[place].disabled));
        let limits: [fn(&mut Limits) -> bool; 3] = [
            |limits| std::mem::take(&mut limits.max_retries) != 0,
            |limits| std::mem::take(&mut limits.min_retry_interval_millis) != 0,
            |limits| std::mem::take(&mut limits.timeout_seconds) != 0,
        ];
        for clear in limits {
            add(&|plan| clear(&mut plan.tasks[place].limits));
        }
        add(&|plan| match &mut plan.tasks[place].kind {
            Kind::Notebook(attempts) => attempts.pop().is_some(),
            Kind::ForEach { iterations, .. } => iterations.pop().is_some(),
            _ => false,
        });
    }
    all
}

/// Takes a task out, and everything that names it.
fn without(plan: &mut Plan, key: &str) -> bool {
    plan.tasks.retain(|task| task.key != key);
    for task in &mut plan.tasks {
        task.depends_on.retain(|on| on.key != key);
    }
    for round in &mut plan.rounds {
        round.cancels.retain(|cancel| match &cancel.target {
            Target::Run => true,
            Target::Task(task) | Target::Iteration(task, _) => task != key,
        });
        if let Some(repair) = &mut round.repair {
            repair.tasks.retain(|task| task != key);
        }
    }
    true
}
