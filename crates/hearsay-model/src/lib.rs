//! Runs the trained taggers: tokens in, labels and scores out.
//!
//! Knows features, weights and labels, nothing of claims.
