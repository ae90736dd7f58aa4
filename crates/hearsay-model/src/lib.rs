//! Runs the trained taggers: words in, labels and scores out.
//!
//! Knows features, weights and labels, nothing of claims, sources or documents.
//! The way of a passage: [`word`] → [`attributes`] → [`speech_part`] → [`dependency`] → [`role_features`] → [`chain`].

pub mod word;
pub mod attributes;
pub mod clusters;
pub mod table;
pub mod speech_part;
pub mod dependency;
pub mod roles;
pub mod role_features;
pub mod chain;
pub mod weights;
pub mod fast;
