//! Fields of cron expressions: lists of numbers, ranges and steps.

/// What a field can name.
pub(super) struct Field {
    pub(super) least: i16,
    pub(super) most: i16,
    /// Names of the numbers from the least on; none if there are only numbers.
    pub(super) names: &'static [&'static str],
    /// Whether the least number follows the greatest.
    pub(super) goes_round: bool,
}

/// The numbers that a field names, in order; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values(Vec<i16>);

impl Field {
    pub(super) const fn numbers(least: i16, most: i16) -> Self {
        Self {
            least,
            most,
            names: &[],
            goes_round: true,
        }
    }

    /// The numbers of a list; none if it is not one.
    pub(super) fn parse(&self, list: &str) -> Option<Values> {
        let mut values = Vec::new();
        for part in list.split(',') {
            self.add(part, &mut values)?;
        }
        values.sort_unstable();
        values.dedup();
        Some(Values(values))
    }

    /// A single number, or its name.
    pub(super) fn number(&self, text: &str) -> Option<i16> {
        let named = self.names.iter().position(|name| *name == text);
        if let Some(position) = named {
            return Some(self.least + i16::try_from(position).ok()?);
        }
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| text.parse().ok())??;
        (self.least..=self.most).contains(&number).then_some(number)
    }

    /// Adds the numbers of `7`, `3-5`, `*`, and each of them with `/2` behind.
    fn add(&self, part: &str, values: &mut Vec<i16>) -> Option<()> {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some(self.step(step)?)),
            None => (part, None),
        };
        let (first, last) = match range {
            "*" => (self.least, self.most),
            // As if it were `0/5`.
            "" if step.is_some() => (self.least, self.most),
            range => match (range.split_once('-'), step) {
                (Some((first, last)), _) => (self.number(first)?, self.number(last)?),
                (None, Some(_)) => (self.number(range)?, self.most),
                (None, None) => (self.number(range)?, self.number(range)?),
            },
        };
        if last < first && !self.goes_round {
            return None;
        }
        // A range that ends before it begins goes over the end: FRI-MON, 22-2.
        let size = self.most - self.least + 1;
        let length = (last - first).rem_euclid(size);
        let step = usize::try_from(step.unwrap_or(1)).ok()?;
        let numbers = (0..=length).step_by(step);
        values.extend(numbers.map(|offset| self.least + (first - self.least + offset) % size));
        Some(())
    }

    fn step(&self, text: &str) -> Option<i16> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let step = is_number.then(|| text.parse().ok())??;
        (1..=self.most).contains(&step).then_some(step)
    }
}

impl Values {
    pub(super) fn contain(&self, number: i16) -> bool {
        self.0.binary_search(&number).is_ok()
    }

    /// The first one that is not less than this.
    pub(super) fn from(&self, number: i16) -> Option<i16> {
        let position = self.0.partition_point(|value| *value < number);
        self.0.get(position).copied()
    }
}
