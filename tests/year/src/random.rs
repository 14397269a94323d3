//! Reproducible random numbers.

/// A linear congruential generator with Knuth's MMIX constants.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or_default() % most
    }

    pub(crate) fn one_in(&mut self, most: i64) -> bool {
        self.below(most) == 0
    }
}
