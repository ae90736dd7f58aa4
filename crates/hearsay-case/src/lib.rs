//! Puts readings and judgements together: who is who, which claims are the same, which are copies, and on what origins
//! they rest.
//!
//! Pure and in memory: it knows nothing of files, SQL, commands or JSON, and the same records and judgements give the
//! same case, whatever their order.
//!
//! The way of a document: [`record`] (what it brings) → the parts that compare it with others.

pub mod record;

pub mod reuse;

pub mod lineage;
pub mod origins;
pub mod standing;
pub mod same;
pub mod entities;

pub mod anchor;
pub mod judgement;
