//! From moments to places on an axis. Long stretches in which nothing happened are cut short.

use std::time::Duration;

/// Most of all that happened which a stretch without anything may be as long as, without being cut.
const LONGEST_IDLE: f64 = 0.25;

/// How long a stretch that was cut looks, as a part of all that happened.
const CUT: f64 = 0.05;

/// Distances between ticks that people can count with, in milliseconds.
const STEPS: [i64; 30] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500, // milliseconds
    1000,
    2000,
    5000,
    10_000,
    15_000,
    30_000, // seconds
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000, // minutes
    3_600_000,
    7_200_000,
    10_800_000,
    21_600_000,
    43_200_000, // hours
    86_400_000,
    172_800_000,
    604_800_000,
    1_209_600_000, // days
];

/// An axis of time, from 0 to 1.
pub(super) struct Scale {
    start: i64,
    stretches: Vec<Stretch>,
}

/// A part of the axis.
struct Stretch {
    start: i64,
    end: i64,
    from: f64,
    to: f64,
    is_cut: bool,
}

impl Scale {
    /// An axis from one moment to another, with room for what happened in these stretches.
    pub(super) fn new(start: i64, end: i64, busy: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut busy: Vec<(i64, i64)> = busy.into_iter().collect();
        busy.extend([(start, start), (end, end)]);
        busy.sort_unstable();
        // What happened and what did not, in turn.
        let mut gaps = Vec::new();
        let mut until = start;
        for (from, to) in busy {
            if from > until {
                gaps.push((until, from));
            }
            until = until.max(to);
        }
        let end = until;
        let whole = length(start, end);
        let idle: f64 = gaps.iter().map(|(from, to)| length(*from, *to)).sum();
        let happened = whole - idle;
        gaps.retain(|(from, to)| happened > 0.0 && length(*from, *to) > happened * LONGEST_IDLE);
        let cut: f64 = gaps.iter().map(|(from, to)| length(*from, *to)).sum();
        let shown = (whole - cut + gaps.len() as f64 * happened * CUT).max(1.0);
        let mut scale = Self {
            start,
            stretches: Vec::new(),
        };
        let (mut at, mut from) = (0.0, start);
        for (gap_start, gap_end) in gaps {
            at = scale.push(from, gap_start, at, length(from, gap_start) / shown, false);
            at = scale.push(gap_start, gap_end, at, happened * CUT / shown, true);
            from = gap_end;
        }
        scale.push(from, end, at, 1.0 - at, false);
        scale
    }

    fn push(&mut self, start: i64, end: i64, from: f64, room: f64, is_cut: bool) -> f64 {
        let to = (from + room).min(1.0);
        self.stretches.push(Stretch {
            start,
            end,
            from,
            to,
            is_cut,
        });
        to
    }

    /// The place of a moment.
    pub(super) fn place(&self, moment: i64) -> f64 {
        let holds = |stretch: &&Stretch| moment <= stretch.end;
        let stretch = self.stretches.iter().find(holds).or(self.stretches.last());
        stretch.map_or(0.0, |stretch| {
            let length = length(stretch.start, stretch.end);
            let part = if length > 0.0 {
                (self::length(stretch.start, moment) / length).clamp(0.0, 1.0)
            } else {
                0.0
            };
            stretch.from + part * (stretch.to - stretch.from)
        })
    }

    /// Where stretches were cut short: from, to, and for how long nothing happened.
    pub(super) fn cuts(&self) -> impl Iterator<Item = (f64, f64, Duration)> {
        let cut = self.stretches.iter().filter(|stretch| stretch.is_cut);
        cut.map(|stretch| {
            let idle = stretch.end.saturating_sub(stretch.start);
            let idle = Duration::from_millis(u64::try_from(idle).unwrap_or(0));
            (stretch.from, stretch.to, idle)
        })
    }

    /// Ticks at round distances from the beginning, and behind each stretch that was cut short: place,
    /// and milliseconds from the beginning. No two are closer than `distance`.
    pub(super) fn ticks(&self, distance: f64) -> Vec<(f64, i64)> {
        let Some(step) = self.step(distance) else {
            return vec![(0.0, 0)];
        };
        let mut ticks: Vec<(f64, i64)> = Vec::new();
        for stretch in self.stretches.iter().filter(|stretch| !stretch.is_cut) {
            let begin = stretch.start.saturating_sub(self.start);
            let end = stretch.end.saturating_sub(self.start);
            let mut tick = begin;
            while tick <= end {
                let place = self.place(self.start.saturating_add(tick));
                let is_close = |(last, _): &(f64, i64)| place - last < distance;
                if tick == begin {
                    // Where it goes on is worth more than the tick before, but for the first one.
                    while ticks.len() > 1 && ticks.last().is_some_and(is_close) {
                        ticks.pop();
                    }
                }
                if !ticks.last().is_some_and(is_close) {
                    ticks.push((place, tick));
                }
                let Some(next) = (tick.div_euclid(step) * step).checked_add(step) else {
                    break;
                };
                tick = next;
            }
        }
        ticks
    }

    /// The smallest step between ticks that keeps them apart; none where no time passes.
    fn step(&self, distance: f64) -> Option<i64> {
        let shown = self.stretches.iter().filter(|stretch| !stretch.is_cut);
        let steepest = shown
            .map(|stretch| length(stretch.start, stretch.end) / (stretch.to - stretch.from))
            .filter(|slope| slope.is_finite())
            .fold(0.0, f64::max);
        if steepest <= 0.0 {
            return None;
        }
        let least = steepest * distance;
        let known = STEPS.into_iter().find(|step| *step as f64 >= least);
        // Beyond, so many times the longest one.
        let longest = STEPS[STEPS.len() - 1];
        Some(known.unwrap_or_else(|| {
            let times = (least / longest as f64).ceil() as i64;
            longest.saturating_mul(times.max(1))
        }))
    }
}

fn length(from: i64, to: i64) -> f64 {
    to.saturating_sub(from) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    // R20.4
    #[test]
    fn places_grow_with_time() {
        let scale = Scale::new(100, 200, [(100, 150), (140, 200)]);
        for (moment, place) in [(0, 0.0), (100, 0.0), (150, 0.5), (200, 1.0), (999, 1.0)] {
            assert_eq!(scale.place(moment), place, "{moment}");
        }
        assert_eq!(scale.cuts().count(), 0);
    }

    // R20.4: a repair days later leaves room for what happened.
    #[test]
    fn long_idle_stretches_are_cut_short() {
        let scale = Scale::new(0, 1_000_000, [(0, 400), (999_400, 1_000_000)]);
        let cuts: Vec<_> = scale.cuts().collect();
        assert_eq!(cuts.len(), 1);
        let (from, to, idle) = cuts[0];
        assert_eq!(idle, Duration::from_secs(999));
        assert!(to - from < 0.06 && from > 0.35, "{from} {to}");
        assert!((scale.place(1_000_000) - 1.0).abs() < 1e-9);
        let ticks = scale.ticks(0.1);
        assert!(ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 0.1));
        assert!(ticks.iter().any(|(_, tick)| *tick > 999_000), "{ticks:?}");
        // A short one is shown as it is.
        assert_eq!(
            Scale::new(0, 1000, [(0, 500), (600, 1000)]).cuts().count(),
            0
        );
    }

    // R20.4
    #[test]
    fn ticks_are_round_and_apart() {
        for (length, ticks) in [
            (250_000, vec![0, 60_000, 120_000, 180_000, 240_000]),
            (1000, vec![0, 200, 400, 600, 800, 1000]),
            (1, vec![0, 1]),
            (0, vec![0]),
            (
                7_200_000,
                vec![0, 1_800_000, 3_600_000, 5_400_000, 7_200_000],
            ),
        ] {
            let scale = Scale::new(5, 5 + length, [(5, 5 + length)]);
            let found: Vec<i64> = scale
                .ticks(0.17)
                .into_iter()
                .map(|(_, tick)| tick)
                .collect();
            assert_eq!(found, ticks, "{length}");
        }
        // The ends of time are no trouble.
        for (start, end) in [(0, i64::MAX), (i64::MIN, i64::MAX), (1, i64::MAX)] {
            let ticks = Scale::new(start, end, [(start, end)]).ticks(0.1);
            assert!(ticks.len() <= 11, "{}", ticks.len());
        }
    }
}
