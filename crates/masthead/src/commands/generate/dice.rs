//! Chance that comes out the same for the same seed, on every machine and for ever.

/// Dice: SplitMix64, as its author gave it to everybody.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From nought to just below one.
    pub(super) fn fraction(&mut self) -> f64 {
        // The upper 53 bits: as many as such a number holds.
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Whether something happens that happens so often.
    pub(super) fn happens(&mut self, often: f64) -> bool {
        self.fraction() < often
    }

    /// One of so many, each as likely as the others.
    pub(super) fn one_of(&mut self, many: usize) -> usize {
        ((self.fraction() * many as f64) as usize).min(many.saturating_sub(1))
    }

    /// One of so many, where the first come up far more often than the last: an author who writes every day, a topic
    /// that is always in the news.
    pub(super) fn one_of_unequal(&mut self, many: usize) -> usize {
        let place = (many as f64 + 1.0).powf(self.fraction()) - 1.0;
        (place as usize).min(many.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_chance() {
        let thrown = |seed| {
            let mut dice = Dice::new(seed);
            (0..100).map(|_| dice.one_of(6)).collect::<Vec<_>>()
        };
        assert_eq!(thrown(1), thrown(1));
        assert_ne!(thrown(1), thrown(2));
    }

    #[test]
    fn the_first_topics_are_in_the_news_most() {
        let mut dice = Dice::new(1);
        let mut times = [0; 200];
        for _ in 0..20_000 {
            times[dice.one_of_unequal(200)] += 1;
        }
        assert!(times[0] > 2_000 && times[0] > 20 * times[100], "{times:?}");
        assert!(times.iter().filter(|times| **times > 0).count() > 190);
    }
}
