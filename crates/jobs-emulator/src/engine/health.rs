//! Health rules: how long a run may take and how much its streams may lag behind before somebody is
//! told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Millis;
use crate::settings::elements;

/// The metrics of streams.
pub(crate) const BACKLOG_METRICS: [&str; 4] = [
    "STREAMING_BACKLOG_BYTES",
    "STREAMING_BACKLOG_RECORDS",
    "STREAMING_BACKLOG_SECONDS",
    "STREAMING_BACKLOG_FILES",
];

/// Over how long a backlog is averaged.
const WINDOW: Millis = 10 * 60_000;

/// How long it is quiet about a backlog that stays.
const REPEAT: Millis = 30 * 60_000;

/// How often a backlog is looked at.
const CHECK: Millis = 60_000;

/// Most reports of a backlog that are kept; within the window, one a second.
const MAX_REPORTS: usize = 600;

/// What is watched of a run or a task run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Watch {
    /// When it will have taken too long.
    warn_at: Option<Millis>,
    /// Backlogs of its streams, by metric.
    backlogs: BTreeMap<String, Backlog>,
}

/// How far streams lag behind, by one metric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Backlog {
    /// What it must not exceed.
    limit: i64,
    /// What was reported and when, the oldest first. A report holds until the next one.
    reports: Vec<(Millis, i64)>,
    /// When somebody was told last.
    told: Option<Millis>,
    /// When it is looked at next.
    check_at: Option<Millis>,
}

/// What a metric of these settings must not exceed.
pub(crate) fn limit(settings: &Value, metric: &str) -> Option<i64> {
    let rules = elements(&settings["health"], "rules").iter();
    let of_metric = rules.filter(|rule| rule["metric"] == metric && rule["op"] == "GREATER_THAN");
    of_metric.filter_map(|rule| rule["value"].as_i64()).min()
}

/// How long a run with these settings may take before somebody is told.
pub(crate) fn duration_limit(settings: &Value) -> Option<Millis> {
    let seconds = limit(settings, "RUN_DURATION_SECONDS")?;
    Some(seconds.max(0).saturating_mul(1000))
}

impl Watch {
    /// One that warns at this moment.
    pub(crate) fn until(moment: Millis) -> Self {
        Self {
            warn_at: Some(moment),
            ..Self::default()
        }
    }

    /// Tells, once, that it takes too long.
    pub(crate) fn takes_too_long(&mut self, now: Millis) -> bool {
        self.warn_at.take_if(|due| *due <= now).is_some()
    }

    /// When to look at it next.
    pub(crate) fn due(&self) -> Option<Millis> {
        let checks = self
            .backlogs
            .values()
            .filter_map(|backlog| backlog.check_at);
        self.warn_at.into_iter().chain(checks).min()
    }

    /// Takes up a report of a backlog that must not exceed this limit.
    pub(crate) fn report(&mut self, metric: &str, limit: i64, value: i64, now: Millis) {
        let backlog = self
            .backlogs
            .entry(metric.to_owned())
            .or_insert_with(|| Backlog {
                limit,
                reports: Vec::new(),
                told: None,
                check_at: None,
            });
        backlog.reports.retain(|(at, _)| *at != now);
        backlog.reports.push((now, value));
        let excess = backlog.reports.len().saturating_sub(MAX_REPORTS);
        backlog.reports.drain(..excess);
        backlog.check_at = Some(now);
    }

    /// Looks at the backlogs that are due, and tells whether somebody is to be told.
    pub(crate) fn lags_behind(&mut self, now: Millis) -> bool {
        let mut is_exceeded = false;
        for backlog in self.backlogs.values_mut() {
            if backlog.check_at.is_some_and(|at| at <= now) {
                is_exceeded |= backlog.check(now);
            }
        }
        is_exceeded
    }
}

impl Backlog {
    fn check(&mut self, now: Millis) -> bool {
        // The last report before the window still holds when the window begins.
        let begin = now.saturating_sub(WINDOW);
        let before = self.reports.partition_point(|(at, _)| *at <= begin);
        self.reports.drain(..before.saturating_sub(1));
        // What never was too much does not become it by waiting.
        let is_notable = self.reports.iter().any(|(_, value)| *value > self.limit);
        self.check_at = is_notable.then_some(now.saturating_add(CHECK));
        let rests = self
            .told
            .is_some_and(|told| now < told.saturating_add(REPEAT));
        if rests || !self.exceeds(begin, now) {
            return false;
        }
        self.told = Some(now);
        true
    }

    /// Whether the average from one moment to the other exceeds the limit.
    fn exceeds(&self, begin: Millis, end: Millis) -> bool {
        let ends = self.reports.iter().skip(1).map(|(at, _)| *at);
        let mut sum = 0_i128;
        let mut span = 0_i128;
        for ((at, value), until) in self.reports.iter().zip(ends.chain([end])) {
            let length = i128::from(until) - i128::from((*at).max(begin));
            sum += i128::from(*value) * length;
            span += length;
        }
        if span == 0 {
            return self
                .reports
                .last()
                .is_some_and(|(_, value)| *value > self.limit);
        }
        sum > i128::from(self.limit) * span
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, MAX_REPORTS, Millis, Watch};

    const MINUTE: Millis = 60_000;

    /// Reports backlogs at minutes, and gives the minutes at which somebody is told.
    fn told(reports: &[(Millis, i64)], until: Millis) -> Vec<Millis> {
        let mut watch = Watch::default();
        let mut told = Vec::new();
        let mut reports = reports.iter().peekable();
        for minute in 0..=until {
            let now = minute * MINUTE;
            while let Some((_, value)) = reports.next_if(|(at, _)| *at == minute) {
                watch.report("m", 100, *value, now);
            }
            if watch.due().is_some_and(|due| due <= now) && watch.lags_behind(now) {
                told.push(minute);
            }
        }
        told
    }

    /// 5.6: the average over ten minutes counts, and it is quiet for half an hour.
    #[test]
    fn when_somebody_is_told_of_a_backlog() {
        for (reports, minutes) in [
            (&[(0, 101)][..], &[0, 30, 60, 90][..]),
            (&[(0, 100)], &[]),
            // Half of the window at 200 is 100 on the average, which does not exceed it.
            (&[(0, 0), (20, 200)], &[26, 56, 86]),
            (&[(0, 0), (20, 200), (25, 0)], &[]),
            // A peak counts for as long as it is in the window.
            (&[(0, 0), (20, 2000), (21, 0)], &[21]),
            (&[(0, 500), (5, 0)], &[0]),
            (&[(0, 500), (5, 0), (10, 500)], &[0, 30, 60, 90]),
            (&[(0, i64::MAX), (5, i64::MIN)], &[0]),
        ] {
            assert_eq!(told(reports, 100), minutes, "{reports:?}");
        }
    }

    #[test]
    fn a_backlog_that_is_small_is_not_looked_at_again() {
        let mut watch = Watch::default();
        watch.report("m", 100, 7, 0);
        assert!(!watch.lags_behind(0));
        assert_eq!(watch.due(), None);
        watch.report("m", 100, 700, 5);
        // So far the average is what was reported before.
        assert!(!watch.lags_behind(5));
        assert_eq!(watch.due(), Some(5 + CHECK));
        assert!(watch.lags_behind(5 + CHECK));
    }

    #[test]
    fn reports_are_not_kept_without_end() {
        let mut watch = Watch::default();
        for now in 0..10_000 {
            watch.report("m", 100, 7, now);
        }
        assert_eq!(watch.backlogs["m"].reports.len(), MAX_REPORTS);
    }
}
