//! Which exchange goes wrong, and how.

use fastrand::Rng;

use super::Fault;

/// Says for each request, by its number, what goes wrong with it.
///
/// Requests are numbered as they arrive at the proxy, over all its connections. So a plan is the
/// same each time; which caller a fault hits is not, if callers run side by side.
#[derive(Clone, Debug)]
pub struct Plan(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Random {
        seed: u64,
        rate: f64,
        faults: Vec<Fault>,
    },
    Listed(Vec<Option<Fault>>),
    Always(Fault),
}

impl Plan {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self(Kind::Listed(Vec::new()))
    }

    /// Each request meets one of these faults with this probability.
    pub fn random(seed: u64, rate: f64, faults: impl IntoIterator<Item = Fault>) -> Self {
        Self(Kind::Random {
            seed,
            rate,
            faults: faults.into_iter().collect(),
        })
    }

    /// The first requests meet these faults, or none; then nothing goes wrong.
    pub fn first(faults: impl IntoIterator<Item = impl Into<Option<Fault>>>) -> Self {
        Self(Kind::Listed(faults.into_iter().map(Into::into).collect()))
    }

    /// Every request meets this fault.
    pub fn always(fault: Fault) -> Self {
        Self(Kind::Always(fault))
    }

    /// What goes wrong with the request of this number; the first one is 0.
    pub fn at(&self, number: u64) -> Option<Fault> {
        match &self.0 {
            Kind::Always(fault) => Some(*fault),
            Kind::Listed(faults) => *faults.get(usize::try_from(number).ok()?)?,
            Kind::Random { seed, rate, faults } => {
                // A generator of its own for each number, so that order does not matter. The
                // factor spreads the seeds, which would be neighbours else.
                let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let mut random = Rng::with_seed(seed ^ spread);
                let hit = random.f64() < *rate;
                hit.then(|| random.choice(faults).copied()).flatten()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The same seed gives the same faults, at about the rate that was asked for.
    #[test]
    fn a_seed_fixes_every_fault() {
        let faults = Fault::transient();
        let plan = |seed| {
            let plan = Plan::random(seed, 0.3, faults.clone());
            (0..10_000)
                .map(|number| plan.at(number))
                .collect::<Vec<_>>()
        };
        assert_eq!(plan(1), plan(1));
        assert_ne!(plan(1), plan(2));
        let hits = plan(1).iter().flatten().count();
        assert!((2_850..3_150).contains(&hits), "{hits} of 10,000");
        for &fault in &faults {
            assert!(plan(1).contains(&Some(fault)), "{fault} never happens");
        }
    }

    #[test]
    fn listed_faults_come_in_their_order() {
        let plan = Plan::first([Some(Fault::Late), None, Some(Fault::Delay)]);
        let faults: Vec<_> = (0..4).map(|number| plan.at(number)).collect();
        assert_eq!(faults, [Some(Fault::Late), None, Some(Fault::Delay), None]);
    }
}
