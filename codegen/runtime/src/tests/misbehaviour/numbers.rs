//! [`Numbers`]: the random numbers of a mix.

/// A small random number generator (Marsaglia's xorshift).
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn of(seed: u64) -> Self {
        Self(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15))
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
