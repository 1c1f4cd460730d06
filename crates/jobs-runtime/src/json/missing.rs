//! Which required members of an object have not come yet.

/// A set of positions. Up to 64 of them take no allocation: that is every object there is.
pub(super) struct Missing {
    first: u64,
    rest: Vec<u64>,
}

impl Missing {
    /// All of this many positions.
    pub(super) fn all(count: usize) -> Self {
        Self {
            first: low_bits(count),
            rest: (1..count.div_ceil(64))
                .map(|word| low_bits(count - 64 * word))
                .collect(),
        }
    }

    /// Puts a position in, or takes it out.
    pub(super) fn set(&mut self, position: usize, is_missing: bool) {
        let word = match position / 64 {
            0 => Some(&mut self.first),
            word => self.rest.get_mut(word - 1),
        };
        if let Some(word) = word {
            let bit = 1 << (position % 64);
            *word = if is_missing {
                *word | bit
            } else {
                *word & !bit
            };
        }
    }

    /// The lowest position in the set.
    pub(super) fn lowest(&self) -> Option<usize> {
        let mut words = std::iter::once(&self.first).chain(&self.rest).enumerate();
        words.find_map(|(index, word)| {
            (*word != 0).then(|| 64 * index + word.trailing_zeros() as usize)
        })
    }
}

/// A word whose lowest bits are set, as many as fit of this count.
fn low_bits(count: usize) -> u64 {
    match count {
        0 => 0,
        _ => u64::MAX >> (64 - count.min(64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R3.3
    #[test]
    fn positions_beyond_a_word_are_kept_too() {
        for count in [0, 1, 63, 64, 65, 128, 130] {
            let mut missing = Missing::all(count);
            for position in 0..count {
                assert_eq!(missing.lowest(), Some(position), "{count}");
                missing.set(position, false);
            }
            assert_eq!(missing.lowest(), None, "{count}");
            if count > 0 {
                missing.set(count - 1, true);
                assert_eq!(missing.lowest(), Some(count - 1), "{count}");
            }
        }
    }
}
