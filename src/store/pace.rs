//! How fast requests are done, and so how long one more would wait. Whoever would wait long is better told at once.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// The longest that a request is let wait for others, as far as can be told: longer than that, and a client that comes
/// again later loses nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A running mean of how long requests take.
#[derive(Debug, Default)]
pub struct Pace(AtomicU64);

impl Pace {
    /// Takes down how long a request took: it counts for an eighth.
    pub fn took(&self, time: Duration) {
        let time = time.as_micros() as u64;
        let mean = self.0.load(Ordering::Relaxed);
        self.0.store(if mean == 0 { time } else { mean - mean / 8 + time / 8 }, Ordering::Relaxed);
    }

    /// Whether one more would wait too long, behind so many that wait for so many at work.
    pub fn is_too_slow(&self, waiting: usize, at_work: usize) -> bool {
        let mean = Duration::from_micros(self.0.load(Ordering::Relaxed));
        mean.saturating_mul(waiting as u32) / at_work.max(1) as u32 > PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_would_wait_long_are_told() {
        let pace = Pace::default();
        assert!(!pace.is_too_slow(1_000_000, 1), "nothing is known yet");
        for _ in 0..100 {
            pace.took(Duration::from_millis(100));
        }
        assert!(!pace.is_too_slow(19, 2) && pace.is_too_slow(21, 2));
        for _ in 0..100 {
            pace.took(Duration::from_millis(1));
        }
        assert!(!pace.is_too_slow(1_000, 2) && pace.is_too_slow(3_000, 2));
    }
}
