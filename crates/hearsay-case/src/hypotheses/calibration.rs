//! How good forecasts were, once it is known what came: Brier's score (Monthly Weather Review 78, 1950).
//!
//! Not a score of hypotheses: only of numbers that somebody gave as probabilities, before the outcome was known.

use super::matrix::mean;

/// A forecast and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// How likely it was said to be, from 0 to 1.
    pub said: f64,
    /// Whether it came.
    pub came: bool,
}

/// Returns the mean of the squared errors: 0 for who was sure and right, a quarter for who always said one half. Nothing of
/// no forecasts.
pub fn brier(forecasts: &[Forecast]) -> Option<f64> {
    mean(forecasts.iter().map(|one| (one.said - f64::from(u8::from(one.came))).powi(2)))
}
