//! Runs the trained taggers: words in, labels and scores out.
//!
//! Knows features, weights and labels, nothing of claims, sources or documents.
//! The way of a passage: [`word`] → [`attributes`] → [`speech_part`] → [`dependency`] → [`role_features`] → [`chain`] →
//! [`argument_features`] → [`chain`] once more. [`fast`] walks it. The accurate reader goes on from the role tagger's opinion:
//! [`pieces`] → [`encoder`], on the products of [`kernels`] → [`chain`] twice. [`accurate`] walks that.
//! [`sentences`] has a vector for a whole sentence, for what is compared by meaning.

pub mod accurate;
pub mod analysis;
pub mod argument_features;
pub mod attributes;
pub mod chain;
pub mod clusters;
pub mod dependency;
pub mod encoder;
pub mod fast;
pub mod kernels;
pub mod pieces;
pub mod role_features;
pub mod roles;
pub mod senses;
pub mod sentences;
pub mod speech_part;
pub mod table;
pub mod tensors;
pub mod weights;
pub mod word;
